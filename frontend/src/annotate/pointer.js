// The pointer on the text: a drag takes whole words (with Alt exactly what was drawn over), a double click a word, a third
// click the block; a click shows the annotation under it, and clicked again the one around that.

/**
 * @typedef {import("./bench.js").Bench} Bench
 */

/**
 * Follow the pointer.
 * @param {Bench} bench
 * @param {() => void} selected
 */
export function followPointer(bench, selected) {
  const { root } = bench.sheet;
  root.addEventListener("pointerup", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") take(bench, event, selected);
  });
  document.addEventListener("selectionchange", debounced(() => touch(bench, selected)));
  root.addEventListener("dragstart", (event) => event.preventDefault());
}

/**
 * @param {Bench} bench
 * @param {PointerEvent} event
 * @param {() => void} selected
 */
function take(bench, event, selected) {
  const drawn = selection(bench);
  if (drawn && event.detail >= 3) {
    bench.cursor.put({ start: drawn.start, end: drawn.start + 1 });
    bench.cursor.takeBlock();
  } else if (drawn) {
    bench.cursor.draw(drawn, event.altKey);
  } else {
    click(bench, event);
    return;
  }
  document.getSelection()?.removeAllRanges();
  bench.sheet.root.focus({ preventScroll: true });
  selected();
}

/**
 * @param {Bench} bench
 * @param {PointerEvent} event
 */
function click(bench, event) {
  const point = bench.sheet.pointFrom(event.clientX, event.clientY);
  if (point === null) return;
  const here = bench.at(point);
  const at = bench.onCurrent ? here.findIndex((one) => one.uuid === bench.current) : -1;
  const next = here.length ? here[(at + 1) % here.length] : null;
  if (next) return bench.choose(next.uuid, { scroll: false });
  const word = bench.segments.wordAt(point);
  bench.cursor.put(word);
}

/**
 * Take over what a finger has selected; the browser's own handles stay.
 * @param {Bench} bench
 * @param {() => void} selected
 */
function touch(bench, selected) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  const drawn = selection(bench);
  if (!drawn) return;
  bench.cursor.draw(drawn, false);
  selected();
}

/**
 * Give the browser's selection inside the text, without the white space at its ends.
 * @param {Bench} bench
 */
function selection(bench) {
  const found = document.getSelection();
  if (!found || found.isCollapsed || !found.rangeCount) return null;
  const range = found.getRangeAt(0);
  if (!bench.sheet.root.contains(range.startContainer) || !bench.sheet.root.contains(range.endContainer)) return null;
  const start = bench.sheet.pointOf(range.startContainer, range.startOffset);
  const end = bench.sheet.pointOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return null;
  const words = bench.text.slice(start, end);
  const before = [...words].length - [...words.trimStart()].length;
  const after = [...words].length - [...words.trimEnd()].length;
  return start + before < end - after ? { start: start + before, end: end - after } : null;
}

/** @param {() => void} act */
function debounced(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 250);
  };
}
