// Which key does what; keys hold wherever nothing is typed.

const ACTIONS = new Set(["j", "k", "b", "e", "m", "u", "w", ..."0123456789"]);

/**
 * Give what a key asks for: a letter or digit of the page's keys; "escape" in a field; null for everything else.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">} event
 * @returns {string | null}
 */
export function keyAction({ key, ctrlKey, metaKey, altKey, target }) {
  const typing = target instanceof Element && target.matches("input:not([type=hidden]), textarea, select");
  if (typing) return key === "Escape" ? "escape" : null;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "z") return "u";
  if (ctrlKey || metaKey || altKey) return null;
  return ACTIONS.has(key) ? key : null;
}
