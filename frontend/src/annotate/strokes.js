// How annotations look: which highlight each of their spans is drawn with.

import { lanesOf } from "./lanes.js";

/**
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./paint.js").Stroke} Stroke
 * @typedef {{ colourOf: (layer: string, tag: string | null) => string, hidden: Set<string> }} Look
 *   `hidden` has layer codes, and tags as "layer/tag"
 * @typedef {{ key: string, part: string, colour: string, start: number, end: number }} Line
 */

/** Names and what was said are drawn with lanes of their own; the words for who and how with one line. */
const PARTS = { body: "name", content: "said", source: "who", via: "who", cue: "how" };

/**
 * Give the strokes of annotations, by a key for each span.
 * @param {Iterable<Annotation>} annotations
 * @param {Iterable<Annotation>} suggestions
 * @param {Look} look
 * @returns {Map<string, Stroke>}
 */
export function strokesOf(annotations, suggestions, look) {
  const lines = [...linesOf(annotations, look, ""), ...linesOf(suggestions, look, "maybe-")];
  const names = lines.filter((line) => line.part.endsWith("name"));
  const said = lines.filter((line) => line.part.endsWith("said"));
  const lanes = new Map([...lanesOf(names), ...lanesOf(said)]);
  return new Map(
    lines.map((line) => {
      const lane = lanes.get(line) ?? 0;
      const name = line.part === "who" || line.part === "how" ? line.part : `${line.part}-${line.colour}-${lane}`;
      return [line.key, { name, extents: [line], above: lane }];
    }),
  );
}

/**
 * Say whether the filters let an annotation be seen.
 * @param {Annotation} annotation
 * @param {Look} look
 */
export function isSeen({ content }, look) {
  const { layer, mention } = content;
  return !look.hidden.has(layer) && !(mention && look.hidden.has(`${layer}/${mention.tag}`));
}

/**
 * @param {Iterable<Annotation>} annotations
 * @param {Look} look
 * @param {string} prefix
 * @returns {Line[]}
 */
function linesOf(annotations, look, prefix) {
  /** @type {Line[]} */
  const lines = [];
  for (const annotation of annotations) {
    if (!isSeen(annotation, look)) continue;
    const { uuid, content } = annotation;
    const colour = look.colourOf(content.layer, content.mention?.tag ?? null);
    for (const { role, order, start, end } of content.spans) {
      const part = prefix + (PARTS[/** @type {keyof typeof PARTS} */ (role)] ?? "who");
      if (prefix && !part.endsWith("name") && !part.endsWith("said")) continue;
      lines.push({ key: `${uuid} ${role} ${order}`, part, colour, start, end });
    }
  }
  return lines;
}
