// What can be done to annotations, each as one step that can be undone.

import { guess } from "./guess.js";
import { gettext, shorten } from "./i18n.js";
import { extentOf, headSpans, newMention, newStatement, withSpans, withSpeaker } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 * @typedef {import("./text.js").Extent} Extent
 */

const SPEAKERS = ["person", "org", "place"];

/**
 * Give the selection a tag, or the chosen mention another one.
 * @param {Bench} bench
 * @param {{ id: string, layer: string, code: string, name: string }} tag
 */
export function giveTag(bench, tag) {
  const { active } = bench;
  if (active?.content.mention && active.content.layer === tag.layer) {
    const mention = { ...active.content.mention, tag: tag.code };
    change(bench, active.uuid, { ...active.content, mention }, gettext("tag %(name)s", { name: tag.name }));
    return;
  }
  const extent = bench.cursor.extent;
  if (!extent) return bench.say(gettext("Choose words first: with the arrow keys, or by drawing over them."));
  const twin = [...bench.store.annotations.values()].find(({ content }) => {
    const stands = extentOf(content).start === extent.start && extentOf(content).end === extent.end;
    return stands && content.layer === tag.layer && content.mention?.tag === tag.code;
  });
  if (twin) return bench.choose(twin.uuid);
  const content = newMention({ layer: tag.layer, tag: tag.code, extents: partsOf(bench, extent) });
  add(bench, content, gettext("%(name)s “%(words)s”", { name: tag.name, words: wordsOf(bench, content) }));
}

/**
 * Make a statement of the selection, with what the words around it say of cue and speaker.
 * @param {Bench} bench
 */
export function makeStatement(bench) {
  const layer = bench.statementLayer;
  const extent = bench.cursor.extent;
  if (!layer) return bench.say(gettext("This project has no layer for statements."));
  if (!extent) return bench.say(gettext("Choose the words that were said first."));
  const found = guess({ text: bench.text, segments: bench.segments, mentions: speakersIn(bench) }, extent);
  let content = newStatement({ layer: layer.code, extents: partsOf(bench, extent), attribution: found.attribution });
  content = { ...content, statement: content.statement && { ...content.statement, parent: parentOf(bench, extent) } };
  if (found.cue) content = withSpans(content, "cue", [found.cue]);
  if (found.mention) {
    const entity = found.mention.content.mention?.entity ?? null;
    content = withSpeaker(content, { kind: "named", entity, description: "", speaks_for: null }, found.speaker);
  }
  add(bench, content, gettext("statement “%(words)s”", { words: wordsOf(bench, content) }));
}

/**
 * Change an annotation's content.
 * @param {Bench} bench
 * @param {string} uuid
 * @param {Content} content
 * @param {string} label
 */
export function change(bench, uuid, content, label) {
  if (!mayWrite(bench)) return;
  if (bench.store.apply(label, [[uuid, content]])) bench.say(gettext("Changed: %(label)s.", { label }));
  if (bench.onCurrent) bench.choose(uuid, { scroll: false });
}

/**
 * Change what the panel shows.
 * @param {Bench} bench
 * @param {(content: Content) => Content} edit
 * @param {string} label
 */
export function changeCurrent(bench, edit, label) {
  const shown = bench.store.annotations.get(bench.current ?? "");
  if (shown) change(bench, shown.uuid, edit(shown.content), label);
}

/**
 * Delete the chosen annotation; what is nested in it comes out of it first.
 * @param {Bench} bench
 */
export function remove(bench) {
  const shown = bench.store.annotations.get(bench.current ?? "");
  if (!shown || !mayWrite(bench)) return;
  /** @type {[string, Content | null][]} */
  const changes = [];
  for (const { uuid, content } of bench.store.annotations.values()) {
    if (content.statement?.parent === shown.uuid) {
      changes.push([uuid, { ...content, statement: { ...content.statement, parent: null } }]);
    }
  }
  const words = shorten(bench.wordsOf(shown.content));
  const { start, end } = extentOf(shown.content);
  bench.store.apply(gettext("delete “%(words)s”", { words }), [...changes, [shown.uuid, null]]);
  bench.cursor.put({ start, end });
  bench.say(gettext("Deleted “%(words)s”; Ctrl+Z brings it back.", { words }));
}

/**
 * Undo or redo the last step, and say what it was.
 * @param {Bench} bench
 * @param {"undo" | "redo"} way
 */
export function turn(bench, way) {
  const there = way === "undo" ? bench.store.done.length : bench.store.undone.length;
  const step = bench.store[way]();
  if (!step) {
    const none = way === "undo" ? gettext("There is nothing to undo.") : gettext("There is nothing to do again.");
    return bench.say(there ? gettext("That was changed elsewhere meanwhile, and stays.") : none);
  }
  const uuid = step.uuids.findLast((one) => bench.find(one));
  if (uuid) bench.choose(uuid);
  const { label } = step;
  bench.say(way === "undo" ? gettext("Undone: %(label)s.", { label }) : gettext("Done again: %(label)s.", { label }));
}

/**
 * Go to the next or last annotation from the cursor; where several overlap, to each in turn.
 * @param {Bench} bench
 * @param {1 | -1} direction
 */
export function goTo(bench, direction) {
  const all = bench.inOrder();
  const at = all.findIndex((one) => one.uuid === bench.current);
  const point = bench.cursor.extent?.start ?? -1;
  const following =
    bench.onCurrent && at >= 0
      ? all[at + direction]
      : direction > 0
        ? all.find((one) => extentOf(one.content).start >= point)
        : all.findLast((one) => extentOf(one.content).start < point);
  if (following) bench.choose(following.uuid);
  else bench.say(direction > 0 ? gettext("That was the last annotation.") : gettext("That was the first annotation."));
}

/**
 * Let the next words that are chosen become a further part of the annotation that the panel shows.
 * @param {Bench} bench
 */
export function addPart(bench) {
  askWords(bench, gettext("Choose the words of the other part"), gettext("another part"), (content, extent) => {
    return withSpans(content, content.statement ? "content" : "body", joined([...headSpans(content), extent]));
  });
}

/**
 * Let the annotation that the panel shows stand on the next words that are chosen.
 * @param {Bench} bench
 */
export function moveTo(bench) {
  askWords(bench, gettext("Choose the words that it is to stand on"), gettext("other words"), (content, extent) => {
    return withSpans(content, content.statement ? "content" : "body", [extent]);
  });
}

/**
 * Let the next words that are chosen be the cue of the statement that the panel shows.
 * @param {Bench} bench
 */
export function takeCue(bench) {
  const shown = bench.store.annotations.get(bench.current ?? "");
  if (shown && !shown.content.statement) return bench.say(gettext("Only statements have a cue."));
  askWords(bench, gettext("Choose the words that say how it was said"), gettext("cue"), (content, extent) => {
    return withSpans(content, "cue", [extent]);
  });
}

/**
 * Take the words that are chosen now for what was asked for.
 * @param {Bench} bench
 */
export function takeWords(bench) {
  const { ask } = bench;
  const { extent } = bench.cursor;
  const shown = bench.store.annotations.get(bench.current ?? "");
  if (!ask || !extent || !shown) return;
  bench.ask = null;
  change(bench, shown.uuid, ask.edit(shown.content, bench.segments.whole(extent)), ask.label);
  bench.choose(shown.uuid, { scroll: false });
}

/**
 * Trim or grow the chosen annotation, or the selection, by a character.
 * @param {Bench} bench
 * @param {"start" | "end"} side
 * @param {1 | -1} direction
 */
export function trim(bench, side, direction) {
  const { active } = bench;
  const heads = active && bench.store.annotations.has(active.uuid) ? headSpans(active.content) : [];
  if (!active || !heads.length) return bench.cursor.trim(side, direction);
  const at = side === "start" ? 0 : heads.length - 1;
  const moved = heads.map((span, index) => (index === at ? bench.segments.trim(span, side, direction) : span));
  const role = active.content.statement ? "content" : "body";
  change(bench, active.uuid, withSpans(active.content, role, moved), gettext("trim"));
}

/**
 * Give the statement that holds a range, the shortest of several; null where none does.
 * @param {Bench} bench
 * @param {Extent} extent
 * @param {string} [but] a statement that is not meant
 */
export function parentOf(bench, extent, but = "") {
  const around = [...bench.store.annotations.values()].filter(({ uuid, content }) => {
    if (!content.statement || uuid === but) return false;
    const { start, end } = extentOf(content);
    return start <= extent.start && extent.end <= end && end - start > extent.end - extent.start;
  });
  const length = (/** @type {Annotation} */ one) => extentOf(one.content).end - extentOf(one.content).start;
  return around.sort((a, b) => length(a) - length(b))[0]?.uuid ?? null;
}

/**
 * Give the mentions that may speak: persons, bodies and places.
 * @param {Bench} bench
 */
export function speakersIn(bench) {
  return bench.store.inOrder().filter(({ content }) => {
    return content.mention && SPEAKERS.includes(bench.colourOf(content.layer, content.mention.tag));
  });
}

/** @param {Bench} bench */
export function mayWrite(bench) {
  if (!bench.data.may.write) bench.say(gettext("You can read this set, not change it."));
  return bench.data.may.write;
}

/**
 * @param {Bench} bench
 * @param {Content} content
 * @param {string} label
 */
function add(bench, content, label) {
  if (!mayWrite(bench)) return;
  const uuid = crypto.randomUUID();
  bench.store.apply(label, [[uuid, content]]);
  bench.choose(uuid, { scroll: false });
  bench.say(gettext("Marked: %(label)s.", { label }));
}

/**
 * @param {Bench} bench
 * @param {string} title
 * @param {string} label
 * @param {(content: Content, extent: Extent) => Content} edit
 */
function askWords(bench, title, label, edit) {
  if (!bench.store.annotations.has(bench.current ?? "")) return bench.say(gettext("Choose an annotation first."));
  if (!mayWrite(bench)) return;
  bench.ask = { title, label, edit };
  bench.say(gettext("%(title)s, then press Enter.", { title }));
}

/**
 * Give a selection as spans: one, also where it goes over the end of a block.
 * @param {Bench} bench
 * @param {Extent} extent
 */
function partsOf(bench, extent) {
  return [bench.segments.whole(extent)];
}

/**
 * Give ranges with those that overlap joined.
 * @param {Extent[]} extents
 */
function joined(extents) {
  /** @type {Extent[]} */
  const parts = [];
  for (const { start, end } of [...extents].sort((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else parts.push({ start, end });
  }
  return parts;
}

/**
 * @param {Bench} bench
 * @param {Content} content
 */
function wordsOf(bench, content) {
  return shorten(bench.wordsOf(content));
}
