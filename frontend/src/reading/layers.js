// Layers: the chips of the legend become switches; what is off is remembered until the window closes.

const KEY = "dateline.layers-off";
const BOILERPLATE = "boilerplate";

/**
 * Turn the legend's chips into switches.
 * @param {Document} page
 * @param {Pick<Storage, "getItem" | "setItem">} memory
 */
export function switchLayers(page, memory) {
  const text = page.querySelector("main");
  if (!text) return;
  const off = new Set((memory.getItem(KEY) ?? "").split(" ").filter(Boolean));
  const show = () => {
    text.setAttribute("data-hide", [...off].join(" "));
    memory.setItem(KEY, [...off].join(" "));
  };
  for (const chip of page.querySelectorAll("[data-layer]")) {
    const layer = chip.getAttribute("data-layer") ?? "";
    addSwitch(chip, layer === BOILERPLATE ? boilerplate(page) : layerSwitch(layer, off, show));
  }
  show();
}

/**
 * @typedef {object} Switch
 * @property {boolean} on how it stands at first
 * @property {(on: boolean) => void} turn what it does
 */

/**
 * @param {string} layer
 * @param {Set<string>} off
 * @param {() => void} show
 * @returns {Switch}
 */
function layerSwitch(layer, off, show) {
  const turn = (/** @type {boolean} */ on) => {
    if (on) off.delete(layer);
    else off.add(layer);
    show();
  };
  return { on: !off.has(layer), turn };
}

/**
 * @param {Document} page
 * @returns {Switch}
 */
function boilerplate(page) {
  const turn = (/** @type {boolean} */ on) => {
    for (const fold of page.querySelectorAll("details.bp")) fold.toggleAttribute("open", on);
  };
  return { on: false, turn };
}

/**
 * Put a button with the chip's own content in its place.
 * @param {Element} chip
 * @param {Switch} what
 */
function addSwitch(chip, what) {
  const button = chip.ownerDocument.createElement("button");
  button.type = "button";
  button.className = chip.className;
  button.append(...chip.childNodes);
  button.setAttribute("aria-pressed", String(what.on));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    what.turn(on);
  });
  chip.className = "";
  chip.append(button);
}
