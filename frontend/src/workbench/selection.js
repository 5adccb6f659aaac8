// Words selected in the text go into the form that corrects a value: as its evidence, and as the value where it is empty.

/** @param {Document} page */
export function takeSelection(page) {
  const text = page.getElementById("text");
  const quote = /** @type {HTMLTextAreaElement | null} */ (page.querySelector("#correct textarea[name$=quote]"));
  const value = /** @type {HTMLInputElement | null} */ (page.querySelector("#correct [name$=value]"));
  const fold = /** @type {HTMLDetailsElement | null} */ (page.getElementById("correct"));
  if (!text || !quote || !value || !fold) return;
  text.addEventListener("mouseup", () => {
    const selection = page.getSelection();
    const words = selection?.toString().trim() ?? "";
    if (!fold.open || !words || !text.contains(selection?.anchorNode ?? null)) return;
    quote.value = words;
    if (!value.value.trim()) value.value = words.replace(/\s+/g, " ");
    value.focus();
  });
}
