// The words that a value rests on light up while the pointer or the focus is on the value.

/** @param {Document} page */
export function lightEvidence(page) {
  for (const value of page.querySelectorAll("[data-evidence]")) {
    const words = page.querySelectorAll(`[id="${CSS.escape(value.getAttribute("data-evidence") ?? "")}"]`);
    const light = (/** @type {boolean} */ on) => words.forEach((one) => one.classList.toggle("lit", on));
    value.addEventListener("mouseenter", () => light(true));
    value.addEventListener("mouseleave", () => light(false));
    value.addEventListener("focusin", () => light(true));
    value.addEventListener("focusout", () => light(false));
  }
}
