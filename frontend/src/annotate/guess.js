// What the words around a selection say of it: how it is attributed, by which words, and to whom. English news.

import { extentOf } from "./model.js";

/**
 * @typedef {import("./text.js").Text} Text
 * @typedef {import("./text.js").Extent} Extent
 * @typedef {import("./words.js").Segments} Segments
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {{ attribution: string, cue: Extent | null, speaker: Extent | null, mention: Annotation | null }} Guess
 */

const VERBS = [
  "accus(?:e|es|ed)", "acknowledg(?:e|es|ed)", "add(?:s|ed)?", "admit(?:s|ted)?", "agree[sd]?", "announce[sd]?", "argue[sd]?",
  "ask(?:s|ed)?", "assert(?:s|ed)?", "assure[sd]?", "believe[sd]?", "call(?:s|ed)?", "claim(?:s|ed)?", "complain(?:s|ed)?",
  "conclude[sd]?", "confirm(?:s|ed)?", "declare[sd]?", "den(?:y|ies|ied)", "describe[sd]?", "dismiss(?:es|ed)?", "emphasi[sz]e[sd]?",
  "estimate[sd]?", "explain(?:s|ed)?", "hint(?:s|ed)?", "insist(?:s|ed)?", "maintain(?:s|ed)?", "mention(?:s|ed)?", "note[sd]?",
  "object(?:s|ed)?", "promise[sd]?", "propose[sd]?", "quot(?:e|es|ed)", "recall(?:s|ed)?", "remark(?:s|ed)?", "repeat(?:s|ed)?",
  "repl(?:y|ies|ied)", "report(?:s|ed)?", "respond(?:s|ed)?", "reveal(?:s|ed)?", "sa(?:y|ys|id|ying)", "state[sd]?", "stress(?:es|ed)?",
  "suggest(?:s|ed)?", "tells?", "told", "think(?:s)?", "thought", "urge[sd]?", "warn(?:s|ed)?", "writes?", "wrote", "according to",
];
const CUE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${VERBS.join("|")})(?![\\p{L}\\p{N}])`, "giu");
const OPENING = /^\s*["“”'‘«„]/u;
const CLOSING = /["“”'’»]\s*[.,]?\s*$/u;
const INSIDE = /["“”«»]/u;

/**
 * Guess how a selection is attributed.
 * @param {{ text: Text, segments: Segments, mentions: Annotation[] }} page `mentions` of persons and bodies
 * @param {Extent} extent
 * @returns {Guess}
 */
export function guess({ text, segments, mentions }, extent) {
  const around = sentenceAround(segments, extent);
  const cue = nearestCue(text, around, extent);
  const named = mentions
    .map((mention) => ({ mention, ...extentOf(mention.content) }))
    .filter((one) => one.start >= around.start && one.end <= around.end)
    .filter((one) => one.end <= extent.start || one.start >= extent.end);
  const near = cue && nearest(named, cue);
  return {
    attribution: attributionOf(text, extent),
    cue,
    speaker: near ? { start: near.start, end: near.end } : null,
    mention: near?.mention ?? null,
  };
}

/**
 * Give direct, mixed or indirect from the quotation marks in a range and before it.
 * @param {Text} text
 * @param {Extent} extent
 */
export function attributionOf(text, { start, end }) {
  const words = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 1), start);
  const opened = OPENING.test(words) || OPENING.test(before);
  const inner = words.replace(OPENING, "").replace(CLOSING, "");
  if (opened && !INSIDE.test(inner)) return "direct"; // whether or not it is closed: the closing mark may be missing
  return INSIDE.test(words) ? "mixed" : "indirect";
}

/**
 * @param {Segments} segments
 * @param {Extent} extent
 */
function sentenceAround(segments, { start, end }) {
  const first = segments.sentenceAt(start);
  const last = segments.sentenceAt(end - 1);
  return { start: Math.min(first?.start ?? start, start), end: Math.max(last?.end ?? end, end) };
}

/**
 * Give the reporting words nearest to a range, in its sentence but outside of it.
 * @param {Text} text
 * @param {Extent} around
 * @param {Extent} extent
 * @returns {Extent | null}
 */
function nearestCue(text, around, extent) {
  const offset = text.toUnits(around.start);
  const found = [...text.slice(around.start, around.end).matchAll(CUE)].map((match) => ({
    start: text.toPoints(offset + match.index),
    end: text.toPoints(offset + match.index + match[0].length),
  }));
  const outside = found.filter((cue) => cue.end <= extent.start || cue.start >= extent.end);
  return nearest(outside, extent);
}

/**
 * Give whichever is nearest to a place; of two as near, what stands before it.
 * @template {Extent} T
 * @param {T[]} found
 * @param {Extent} place
 * @returns {T | null}
 */
function nearest(found, place) {
  const far = (/** @type {Extent} */ one) => (one.end <= place.start ? place.start - one.end : one.start - place.end);
  return [...found].sort((a, b) => far(a) - far(b) || a.start - b.start || b.end - a.end)[0] ?? null;
}
