// What the server gives to the page, in the shapes that it writes them.

/**
 * @typedef {{ code: string, name: string, colour: string }} Tag
 * @typedef {{ code: string, kind: "entity" | "claim", name: string, tags: Tag[] }} Layer
 * @typedef {{ uuid: string, label: string, kind: string, hint?: string }} Entity
 * @typedef {{ claim: string, text: string, polarity: string }} Stance
 * @typedef {{ uuid: string, version: number, content: import("./model.js").Content, at: string, by?: string }} Row
 * @typedef {[code: string, name: string][]} Choices
 * @typedef {{
 *   set: { uuid: string, state: string, project: string, annotator: string },
 *   me: { uuid: string, label: string },
 *   article: { code: string, title: string, language: string },
 *   text: string, blocks: import("./text.js").Block[], layers: Layer[],
 *   annotations: Row[], deleted: Row[], suggestions: Row[], rejected: string[],
 *   entities: Record<string, Entity>, stances: Record<string, Stance[]>,
 *   may: { write: boolean, entities: boolean, claims: boolean, judge: boolean },
 *   choices: Record<"attribution" | "factuality" | "certainty" | "source" | "polarity" | "entity" | "extent", Choices>,
 *   urls: Record<
 *     "annotations" | "changes" | "state" | "candidates" | "entity" | "claims" | "claim" | "stance" | "suggestion" | "submit" | "next" | "form"
 *     | "versions" | "tray" | "propagate" | "login", string
 *   >,
 *   base: string, source: string, changes: string
 * }} PageData
 */

export {};
