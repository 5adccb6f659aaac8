// One mention made of every place where the same words stand: in this text at once, in other texts by the server.

import { mayWrite } from "./deeds.js";
import { ngettext, shorten } from "./i18n.js";
import { extentOf, headSpans, newMention } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 * @typedef {import("./text.js").Extent} Extent
 */

/**
 * Give every other place where the words of a mention stand, as whole words, and are not marked alike.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @returns {Extent[]}
 */
export function equalPlaces(bench, { content }) {
  const heads = headSpans(content);
  if (!content.mention || heads.length !== 1) return [];
  const words = bench.wordsOf(content);
  const marked = new Set(
    [...bench.store.annotations.values()]
      .filter((one) => one.content.layer === content.layer && one.content.mention?.tag === content.mention?.tag)
      .map((one) => `${extentOf(one.content).start}-${extentOf(one.content).end}`),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])${words.trim().split(/\s+/u).map(escape).join("\\s+")}(?![\\p{L}\\p{N}_])`, "gu",
  );
  return [...bench.text.whole.matchAll(pattern)]
    .map((found) => ({
      start: bench.text.toPoints(found.index),
      end: bench.text.toPoints(found.index + found[0].length),
    }))
    .filter(({ start, end }) => !marked.has(`${start}-${end}`) && !bench.text.blockAt(start).folded);
}

/**
 * Mark places alike.
 * @param {Bench} bench
 * @param {Content} content of the mention that is repeated
 * @param {Extent[]} places
 */
export function propagate(bench, content, places) {
  const { mention, layer } = content;
  if (!mention || !places.length || !mayWrite(bench)) return;
  /** @type {[string, Content][]} */
  const changes = places.map((place) => {
    return [crypto.randomUUID(), newMention({ layer, tag: mention.tag, extents: [place], entity: mention.entity })];
  });
  const words = shorten(bench.wordsOf(content));
  bench.store.apply(ngettext("%(count)s more “%(words)s”", "%(count)s more “%(words)s”", places.length, { words }), changes);
  bench.say(ngettext("%(count)s more place is marked.", "%(count)s more places are marked.", places.length));
}

/** @param {string} words */
function escape(words) {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

