// Keys for links and buttons that name one in data-key, active while nobody is typing.

const TYPING = "input, textarea, select, [contenteditable]";

/**
 * Follow a link or press a button by its key.
 * @param {Document} page
 */
export function listenForKeys(page) {
  page.addEventListener("keydown", (event) => {
    const target = /** @type {Element | null} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.(TYPING)) return;
    const named = /** @type {HTMLElement | null} */ (page.querySelector(`[data-key="${CSS.escape(event.key)}"]`));
    if (!named) return;
    event.preventDefault();
    named.click();
  });
}
