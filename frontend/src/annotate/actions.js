// What each key does.

import { askClaim } from "./claims.js";
import { addPart, changeCurrent, giveTag, goTo, makeStatement, moveTo, remove, takeCue, takeWords, trim, turn } from "./deeds.js";
import { showHistory, showKeys, showPlaces } from "./dialogs.js";
import { gettext } from "./i18n.js";
import { linkQuestion, prefetch, speakerQuestion, takeSpeaker } from "./links.js";
import { accept, inOrder, reject } from "./suggest.js";
import { askRelation } from "./tray.js";
import { extentOf, speakerOf, spansOf, withSpans } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Source} Source
 * @typedef {{
 *   bench: Bench, picker: import("./picker.js").Picker, dialogs: import("./dialogs.js").Dialogs,
 *   keymap: import("./keys.js").Keymap, tray: import("./tray.js").Tray, page: import("./around.js").Around
 * }} Parts
 */

/**
 * Give what each action does.
 * @param {Parts} parts
 * @returns {Record<string, () => void>}
 */
export function actionsOf(parts) {
  return { ...moves(parts), ...marks(parts), ...statements(parts), ...others(parts) };
}

/** @param {Parts} parts @returns {Record<string, () => void>} */
function moves({ bench }) {
  const { cursor } = bench;
  const seen = (/** @type {() => void} */ move) => () => {
    move();
    if (cursor.extent) bench.sheet.show(cursor.extent);
  };
  /** @type {Record<string, () => void>} */
  const all = {
    "word-next": () => cursor.step(1),
    "word-last": () => cursor.step(-1),
    "line-down": () => cursor.line(1),
    "line-up": () => cursor.line(-1),
    "page-down": () => page(cursor, 1),
    "page-up": () => page(cursor, -1),
    "block-start": () => cursor.edge(-1),
    "block-end": () => cursor.edge(1),
    "text-start": () => cursor.edge(-1, { whole: true }),
    "text-end": () => cursor.edge(1, { whole: true }),
    "sentence-next": () => cursor.step(1, { by: "sentences" }),
    "sentence-last": () => cursor.step(-1, { by: "sentences" }),
    "extend-next": () => cursor.step(1, { extend: true }),
    "extend-last": () => cursor.step(-1, { extend: true }),
    "extend-down": () => cursor.line(1, { extend: true }),
    "extend-up": () => cursor.line(-1, { extend: true }),
    "extend-sentence": () => cursor.step(1, { by: "sentences", extend: true }),
    "extend-sentence-last": () => cursor.step(-1, { by: "sentences", extend: true }),
    block: () => cursor.takeBlock(),
    next: () => goTo(bench, 1),
    previous: () => goTo(bench, -1),
  };
  return Object.fromEntries(Object.entries(all).map(([name, move]) => [name, seen(move)]));
}

/** @param {import("./cursor.js").Cursor} cursor @param {1 | -1} direction */
function page(cursor, direction) {
  for (let line = 0; line < 12; line += 1) cursor.line(direction);
}

/** @param {Parts} parts @returns {Record<string, () => void>} */
function marks({ bench, picker, dialogs }) {
  const tagged = (/** @type {number} */ index) => () => {
    const tag = bench.tags[index];
    if (!tag) return bench.say(gettext("No tag has that key."));
    giveTag(bench, tag);
    const shown = bench.find(bench.current);
    if (shown) prefetch(bench, shown);
  };
  const shownMention = (/** @type {(annotation: Annotation) => void} */ act) => () => {
    const shown = bench.store.annotations.get(bench.current ?? "");
    if (shown?.content.mention) act(shown);
    else bench.say(gettext("Choose a name that is marked first."));
  };
  return {
    ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`tag-${index + 1}`, tagged(index)])),
    tag: () => picker.open({
      title: gettext("Which tag?"),
      query: "",
      options: (query) => bench.tags.filter((tag) => tag.name.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()))
        .map((tag) => ({ id: tag.id, label: tag.name, choose: () => giveTag(bench, tag) })),
    }),
    link: shownMention((shown) => bench.data.may.write && picker.open(linkQuestion(bench, shown))),
    propagate: shownMention((shown) => showPlaces(bench, dialogs, shown)),
    "add-part": () => addPart(bench),
    "move-to": () => moveTo(bench),
    delete: () => remove(bench),
    "end-later": () => trim(bench, "end", 1),
    "end-earlier": () => trim(bench, "end", -1),
    "start-later": () => trim(bench, "start", 1),
    "start-earlier": () => trim(bench, "start", -1),
  };
}

/** @param {Parts} parts @returns {Record<string, () => void>} */
function statements({ bench, picker, tray }) {
  const shownStatement = (/** @type {(annotation: Annotation) => void} */ act) => () => {
    const shown = bench.store.annotations.get(bench.current ?? "");
    if (shown?.content.statement) act(shown);
    else bench.say(gettext("Choose a statement first, or make one with c."));
  };
  const asked = (/** @type {string} */ title, /** @type {Parameters<typeof speakerQuestion>[2]} */ take) =>
    shownStatement((shown) => bench.data.may.write && picker.open(speakerQuestion(bench, shown, take, title)));
  return {
    statement: () => makeStatement(bench),
    speaker: asked(gettext("Who said it?"), (source, mention) => takeSpeaker(bench, source, mention)),
    "speaks-for": asked(gettext("For whom?"), (source) => speakFor(bench, source.entity)),
    relay: asked(gettext("Through whom?"), (source, mention) => addRelay(bench, source, mention)),
    cue: () => takeCue(bench),
    relate: shownStatement((shown) => askClaim(bench, picker, shown)),
    keep: () => {
      const shown = bench.store.annotations.get(bench.current ?? "");
      if (shown) tray.keep(bench, shown);
    },
    judge: () => askRelation(bench, picker, tray),
  };
}

/** @param {Bench} bench @param {string | null} entity */
function speakFor(bench, entity) {
  changeCurrent(bench, (content) => {
    const speaker = content.statement && speakerOf(content.statement);
    if (!content.statement || !speaker) return content;
    const sources = content.statement.sources.map((one) => (one === speaker ? { ...one, speaks_for: entity } : one));
    return { ...content, statement: { ...content.statement, sources } };
  }, gettext("for whom"));
}

/**
 * @param {Bench} bench
 * @param {{ kind: string, entity: string | null, description: string }} source
 * @param {Annotation | null} mention
 */
function addRelay(bench, source, mention) {
  changeCurrent(bench, (content) => {
    if (!content.statement) return content;
    const extent = mention && extentOf(mention.content);
    const held = spansOf(content, "via");
    const free = extent && held.every((span) => span.end <= extent.start || span.start >= extent.end);
    const next = free ? withSpans(content, "via", [...held, extent]) : content;
    const span = free ? next.spans.find((one) => one.role === "via" && one.start === extent.start) : null;
    /** @type {Source} */
    const relay = { role: "relay", ...source, speaks_for: null, span: span ? ["via", span.order] : null };
    return { ...next, statement: { ...content.statement, sources: [...content.statement.sources, relay] } };
  }, gettext("relay"));
}

/** @param {Parts} parts @returns {Record<string, () => void>} */
function others({ bench, dialogs, keymap, page }) {
  return {
    undo: () => turn(bench, "undo"),
    redo: () => turn(bench, "redo"),
    help: () => showKeys(dialogs, keymap),
    guidelines: () => page.guidelines(),
    find: () => page.find(),
    larger: () => page.zoom(1),
    smaller: () => page.zoom(-1),
    submit: () => page.submit(),
    details: () => (bench.ask ? takeWords(bench) : page.goTo("details")),
    list: () => page.goTo("list"),
    accept: () => decide(bench, accept),
    reject: () => decide(bench, reject),
    history: () => {
      const shown = bench.store.annotations.get(bench.current ?? "");
      if (shown) void showHistory(bench, dialogs, shown);
    },
    leave: () => {
      if (bench.ask) return bench.choose(bench.current);
      bench.choose(null);
      bench.cursor.put(null);
    },
  };
}

/**
 * Do something to the suggestion that is chosen; where none is, choose the next one first.
 * @param {Bench} bench
 * @param {(bench: Bench, suggestion: Annotation) => void} what
 */
function decide(bench, what) {
  const shown = bench.suggestions.get(bench.current ?? "");
  if (shown) return what(bench, shown);
  const point = bench.cursor.extent?.start ?? 0;
  const open = inOrder(bench.suggestions.values());
  const next = open.find(({ content }) => extentOf(content).start >= point) ?? open[0];
  if (next) bench.choose(next.uuid);
  else bench.say(gettext("No suggestion is open."));
}
