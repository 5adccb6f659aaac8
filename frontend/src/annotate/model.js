// Annotations as the page holds them: content in the shape of a draft, with the version that the server has.

/**
 * @typedef {{ role: string, order: number, start: number, end: number }} Span a range of code points and its part
 * @typedef {{ tag: string, entity: string | null, certainty: string }} Mention
 * @typedef {{
 *   role: string, kind: string, entity: string | null, description: string, speaks_for: string | null,
 *   span: [string, number] | null
 * }} Source who said it or passed it on; `span` names one of the annotation's spans by role and order
 * @typedef {{
 *   attribution: string, factuality: string, said: string, occasion: string, parent: string | null, sources: Source[]
 * }} Statement
 * @typedef {{
 *   layer: string, motivation: string, spans: Span[], mention: Mention | null, statement: Statement | null,
 *   derived_from: string | null
 * }} Content
 * @typedef {{ uuid: string, version: number, content: Content, by: string, at: string }} Annotation
 *   version 0: not yet on the server
 * @typedef {{ claim: string, polarity: string, rationale: string }} Stance
 */

const HEAD = ["body", "content"];

/**
 * Give the spans that an annotation is about: the words of a mention, or what was said.
 * @param {Content} content
 */
export function headSpans(content) {
  return content.spans.filter((span) => HEAD.includes(span.role)).sort((a, b) => a.order - b.order);
}

/**
 * Give where an annotation begins and ends, all of its head taken together.
 * @param {Content} content
 */
export function extentOf(content) {
  const spans = headSpans(content).length ? headSpans(content) : content.spans;
  return { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) };
}

/**
 * Give the spans of a role, in their order.
 * @param {Content} content
 * @param {string} role
 */
export function spansOf(content, role) {
  return content.spans.filter((span) => span.role === role).sort((a, b) => a.order - b.order);
}

/**
 * Give content with the spans of one role replaced, numbered in the order of the text; sources keep their words.
 * @param {Content} content
 * @param {string} role
 * @param {{ start: number, end: number }[]} extents
 * @returns {Content}
 */
export function withSpans(content, role, extents) {
  const sorted = [...extents].sort((a, b) => a.start - b.start || a.end - b.end);
  const spans = sorted.map(({ start, end }, order) => ({ role, order, start, end }));
  const others = content.spans.filter((span) => span.role !== role);
  const kept = new Set([...others, ...spans].map((span) => `${span.role} ${span.order}`));
  const { statement } = content;
  const sources = statement?.sources.map((source) =>
    source.span && !kept.has(source.span.join(" ")) ? { ...source, span: null } : source,
  );
  return {
    ...content,
    spans: [...others, ...spans],
    statement: statement && sources ? { ...statement, sources } : statement,
  };
}

/**
 * Say whether two pieces of content are the same, whatever the order of their spans.
 * @param {Content | null} one
 * @param {Content | null} other
 */
export function same(one, other) {
  return one === other || (one !== null && other !== null && canonical(one) === canonical(other));
}

/** @param {Content} content */
function canonical(content) {
  const spans = content.spans.map((span) => [span.role, span.order, span.start, span.end]);
  const { mention, statement } = content;
  return JSON.stringify([
    content.layer,
    content.motivation,
    spans.sort((a, b) => String(a[0]).localeCompare(String(b[0])) || Number(a[1]) - Number(b[1])),
    mention && [mention.tag, mention.entity, mention.certainty],
    statement && [
      statement.attribution,
      statement.factuality,
      statement.said,
      statement.occasion,
      statement.parent,
      statement.sources.map((one) => [one.role, one.kind, one.entity, one.description, one.speaks_for, one.span]),
    ],
    content.derived_from,
  ]);
}

/**
 * Give a new mention's content.
 * @param {{ layer: string, tag: string, extents: { start: number, end: number }[], entity?: string | null }} what
 * @returns {Content}
 */
export function newMention({ layer, tag, extents, entity = null }) {
  const content = { layer, motivation: "identifying", spans: [], statement: null, derived_from: null };
  return withSpans({ ...content, mention: { tag, entity, certainty: "" } }, "body", extents);
}

/**
 * Give a new statement's content, with nothing known yet but what was said.
 * @param {{ layer: string, extents: { start: number, end: number }[], attribution: string }} what
 * @returns {Content}
 */
export function newStatement({ layer, extents, attribution }) {
  const statement = { attribution, factuality: "", said: "", occasion: "", parent: null, sources: [] };
  const content = { layer, motivation: "describing", spans: [], mention: null, derived_from: null };
  return withSpans({ ...content, statement }, "content", extents);
}

/**
 * Give the speaker of a statement; null where none is named.
 * @param {Statement} statement
 */
export function speakerOf(statement) {
  return statement.sources.find((source) => source.role === "speaker") ?? null;
}

/**
 * Give content with another speaker, whose words are `extent`, if they stand in the text.
 * @param {Content} content
 * @param {Omit<Source, "span" | "role">} speaker
 * @param {{ start: number, end: number } | null} extent
 * @returns {Content}
 */
export function withSpeaker(content, speaker, extent) {
  if (!content.statement) return content;
  const next = withSpans(content, "source", extent ? [extent] : []);
  const others = (next.statement?.sources ?? []).filter((source) => source.role !== "speaker");
  /** @type {Source} */
  const source = { role: "speaker", ...speaker, span: extent ? ["source", 0] : null };
  return { ...next, statement: { ...content.statement, sources: [source, ...others] } };
}

/**
 * Give the names of what a statement lacks, as a curator would miss it.
 * @param {Content} content
 * @returns {("speaker" | "cue")[]}
 */
export function lacks(content) {
  const { statement } = content;
  if (!statement || statement.attribution === "none") return [];
  /** @type {("speaker" | "cue")[]} */
  const missing = [];
  const speaker = speakerOf(statement);
  if (!speaker || (!speaker.entity && !speaker.span && !speaker.description)) missing.push("speaker");
  if (!spansOf(content, "cue").length) missing.push("cue");
  return missing;
}
