// The adjudication page: keys go from case to case and decide; what is decided is sent at once, one after the other.

import { Desk } from "./adjudicate/desk.js";
import { keyAction } from "./adjudicate/keys.js";
import { Shading } from "./adjudicate/shading.js";
import { ngettext } from "./annotate/i18n.js";

const list = document.querySelector("ol.cases");
const text = document.getElementById("text");
if (list instanceof HTMLElement && text) start(list, text);

/**
 * @param {HTMLElement} cases
 * @param {HTMLElement} whole
 */
function start(cases, whole) {
  const shading = new Shading(whole);
  const desk = new Desk(cases, document, (current, all) => shading.show(current, all));
  cases.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    if (!(event.target instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    desk.send(event.target, submitter);
  });
  cases.addEventListener("focusin", (event) => desk.choose(caseAround(event.target), { move: false }));
  cases.addEventListener("click", (event) => desk.choose(caseAround(event.target), { move: false }));
  document.addEventListener("keydown", (event) => {
    const action = keyAction(event);
    if (action && desk.act(action)) event.preventDefault();
  });
  const handIn = document.getElementById("hand-in");
  handIn?.addEventListener("submit", (event) => {
    const left = Number(handIn.dataset.left);
    if (desk.waiting || (left && !confirm(undecided(left)))) event.preventDefault();
  });
  addEventListener("beforeunload", (event) => desk.waiting && event.preventDefault());
  desk.begin(location.hash.slice(1));
  document.documentElement.dataset.ready = "";
}

/** @param {number} left */
function undecided(left) {
  return ngettext(
    "%(count)s case is not decided. What it is about will be missing in the curated set. Hand it in all the same?",
    "%(count)s cases are not decided. What they are about will be missing in the curated set. Hand it in all the same?",
    left,
  );
}

/** @param {EventTarget | null} target */
function caseAround(target) {
  const found = target instanceof Element ? target.closest("[data-case]") : null;
  return found instanceof HTMLElement ? found : null;
}
