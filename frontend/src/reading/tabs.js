// The panel's parts as tabs (WAI-ARIA Authoring Practices, tabs with automatic activation).

/**
 * Make tabs of the panel's links; only one part shows at a time.
 * @param {Document} page
 * @returns {{ show: (element: Element) => void }} `show` opens the part that an element is in
 */
export function makeTabs(page) {
  const list = page.querySelector(".tabs");
  const tabs = [...(list?.querySelectorAll("a") ?? [])];
  const parts = tabs.map((tab) => page.querySelector(tab.getAttribute("href") ?? ""));
  const select = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === chosen));
      tab.tabIndex = place === chosen ? 0 : -1;
      parts[place]?.toggleAttribute("hidden", place !== chosen);
    });
    if (list?.parentElement) list.parentElement.scrollTop = 0;
  };
  list?.setAttribute("role", "tablist");
  tabs.forEach((tab, place) => {
    tab.setAttribute("role", "tab");
    tab.id = `tab-${place}`;
    tab.setAttribute("aria-controls", parts[place]?.id ?? "");
    parts[place]?.setAttribute("role", "tabpanel");
    parts[place]?.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      select(place);
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (place + step + tabs.length) % tabs.length;
      select(next);
      tabs[next]?.focus();
    });
  });
  select(0);
  return { show: (element) => openFor(element, parts, select) };
}

/**
 * @param {Element} element
 * @param {(Element | null)[]} parts
 * @param {(place: number) => void} select
 */
function openFor(element, parts, select) {
  const place = parts.findIndex((part) => part?.contains(element));
  if (parts[place]?.hasAttribute("hidden")) select(place);
}
