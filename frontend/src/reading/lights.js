// What belongs together lights up together: a statement's words, cue, source and entry; a value and its evidence.

const LIT = "data-on";
const PANEL = ".panel";

/**
 * Follow the address's fragment and clicks on statements.
 * @param {Document} page
 * @param {{ show: (element: Element) => void }} panel shows the part of the panel that an element is in
 */
export function lightUp(page, panel) {
  const follow = () => light(page, page.location.hash.slice(1), panel);
  page.defaultView?.addEventListener("hashchange", follow);
  page.querySelector("article")?.addEventListener("click", (event) => pick(page, event, panel));
  page.querySelector("h1")?.addEventListener("click", (event) => pick(page, event, panel));
  follow();
}

/**
 * Light up what an id stands for; the rest goes dark.
 * @param {Document} page
 * @param {string} id of a statement's entry, of a mark, or of anything else on the page
 * @param {{ show: (element: Element) => void }} panel
 */
export function light(page, id, panel) {
  for (const lit of page.querySelectorAll(`[${LIT}]`)) lit.removeAttribute(LIT);
  const target = page.getElementById(id);
  if (!target) return;
  const group = target.dataset.statement ?? target.dataset.of ?? id;
  const lit = members(page, group);
  for (const member of lit) member.setAttribute(LIT, "");
  target.closest("details")?.setAttribute("open", "");
  const entry = lit.find((member) => member.closest(PANEL));
  panel.show(entry ?? target);
  const other = entry === target ? lit.find((member) => !member.closest(PANEL)) : entry;
  if (isBeside(page)) other?.scrollIntoView({ block: "nearest" });
}

/**
 * Whether the panel stands beside the text; below it, following would lose the reader's place.
 * @param {Document} page
 */
function isBeside(page) {
  const panel = page.querySelector(PANEL);
  return panel !== null && page.defaultView?.getComputedStyle(panel).position === "sticky";
}

/**
 * @param {Document} page
 * @param {string} group
 * @returns {HTMLElement[]}
 */
function members(page, group) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-of], [data-statement], [data-lights]"));
  return [...all].filter(({ dataset }) => [dataset.of, dataset.statement, dataset.lights].includes(group));
}

/**
 * A click on a statement's words picks it, without losing the place in the text.
 * @param {Document} page
 * @param {Event} event
 * @param {{ show: (element: Element) => void }} panel
 */
function pick(page, event, panel) {
  const clicked = event.target instanceof Element ? event.target : null;
  if (!clicked || clicked.closest("a") || page.getSelection()?.toString()) return;
  const words = /** @type {HTMLElement | null} */ (clicked.closest(".st"));
  const group = words?.dataset.of;
  if (!words || !group || clicked.closest('[data-hide~="statement"]')) return;
  page.defaultView?.history.replaceState(null, "", `#${group}`);
  light(page, words.id || firstOf(page, group), panel);
}

/**
 * @param {Document} page
 * @param {string} group
 */
function firstOf(page, group) {
  return members(page, group).find((member) => member.dataset.of === group && member.id)?.id ?? group;
}
