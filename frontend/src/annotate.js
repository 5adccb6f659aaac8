// The annotate page: reads what the server gave, and ties text, keys, pointer, panels and saving together.

import { actionsOf } from "./annotate/actions.js";
import { Around } from "./annotate/around.js";
import { Bench } from "./annotate/bench.js";
import { giveTag, makeStatement, takeWords } from "./annotate/deeds.js";
import { Dialogs } from "./annotate/dialogs.js";
import { gettext, ngettext } from "./annotate/i18n.js";
import { allKeys } from "./annotate/keyboard.js";
import { Keymap, nameOf } from "./annotate/keys.js";
import { canPaint } from "./annotate/paint.js";
import { Picker } from "./annotate/picker.js";
import { followPointer } from "./annotate/pointer.js";
import { follow, refresh } from "./annotate/saving.js";
import { Tray } from "./annotate/tray.js";
import { View } from "./annotate/view.js";

const root = /** @type {HTMLElement} */ (document.getElementById("text"));
const source = document.getElementById("page-data");
if (source && canPaint) start(JSON.parse(source.textContent ?? "{}"));
else document.getElementById("too-old")?.removeAttribute("hidden");

/** @param {import("./annotate/page.js").PageData} data */
function start(data) {
  const folded = (/** @type {number} */ count) =>
    ngettext("%(count)s block of page boilerplate", "%(count)s blocks of page boilerplate", count);
  const bench = new Bench(data, root, folded);
  const toText = () => root.focus({ preventScroll: true });
  const picker = new Picker(() => bench.update(), toText);
  const dialogs = new Dialogs(/** @type {HTMLDialogElement} */ (document.getElementById("dialog")), toText);
  const tray = new Tray(data.me.uuid, () => bench.update());
  const keymap = new Keymap(allKeys());
  const page = new Around(bench, document, dialogs);
  const actions = actionsOf({ bench, picker, dialogs, keymap, tray, page });
  const acts = {
    run: (/** @type {string} */ action) => {
      actions[action]?.();
      if (picker.question) queueMicrotask(focusPicker);
    },
    stick: (/** @type {string} */ id) => stick(bench, id),
    hide: (/** @type {string} */ id) => hide(bench, id),
    restore: (/** @type {import("./annotate/page.js").Row} */ row) => {
      bench.store.apply(gettext("restore “%(words)s”", { words: bench.wordsOf(row.content) }), [[row.uuid, row.content]]);
      bench.choose(row.uuid);
    },
  };
  new View(bench, document, { acts, picker, tray });
  root.addEventListener("keydown", (event) => {
    const action = keymap.actionOf(nameOf(event));
    if (!action || !(action in actions)) return;
    event.preventDefault();
    acts.run(action);
  });
  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-action]");
    if (button instanceof HTMLElement) acts.run(button.dataset.action ?? "");
  });
  followPointer(bench, () => selected(bench));
  bench.addEventListener("refresh", () => void refresh(data, bench.saver, bench.store));
  bench.addEventListener("update", () => picker.question && focusPicker());
  bench.repaint();
  toText();
  open(bench, location.hash.slice(1));
  addEventListener("hashchange", () => open(bench, location.hash.slice(1)));
  void follow(data, bench.saver, bench.store);
  document.documentElement.dataset.ready = "";
}

/**
 * Go to what the address names: an annotation, or a block.
 * @param {Bench} bench
 * @param {string} place
 */
function open(bench, place) {
  const block = bench.text.blocks.find((one) => place === `block-${one.order}`);
  if (place.startsWith("annotation-")) bench.choose(place.slice("annotation-".length));
  else if (block) bench.sheet.show(block);
}

function focusPicker() {
  const field = document.getElementById("picker-query");
  if (!(field instanceof HTMLInputElement) || document.activeElement === field) return;
  field.focus();
  field.select();
}

/** @param {Bench} bench */
function selected(bench) {
  if (bench.ask) return takeWords(bench);
  if (!bench.sticky || !bench.data.may.write) return;
  const tag = bench.tags.find((one) => one.id === bench.sticky);
  if (tag) giveTag(bench, tag);
  else makeStatement(bench);
}

/** @param {Bench} bench @param {string} id */
function stick(bench, id) {
  bench.sticky = bench.sticky === id ? null : id;
  bench.say(bench.sticky ? gettext("Every selection gets this tag now.") : gettext("Selections get no tag by themselves now."));
}

/** @param {Bench} bench @param {string} id */
function hide(bench, id) {
  if (!bench.hidden.delete(id)) bench.hidden.add(id);
  bench.repaint();
}
