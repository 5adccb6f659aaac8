// Content as a W3C Web Annotation, as the API takes and gives it, and back.

/**
 * @typedef {import("./model.js").Content} Content
 * @typedef {import("./model.js").Span} Span
 * @typedef {import("./model.js").Source} Source
 * @typedef {Record<string, any>} Json
 */

/** The addresses by which annotations name other records, under the archive's own base. */
export class Wire {
  /**
   * @param {{ base: string, source: string, exact: (start: number, end: number) => string }} place
   *   `source` is the address of the text version; `exact` gives the words of a range
   */
  constructor({ base, source, exact }) {
    this.base = base.replace(/\/$/, "");
    this.source = source;
    this.exact = exact;
  }

  /**
   * Give an annotation to be sent.
   * @param {string} uuid
   * @param {Content} content
   * @returns {Json}
   */
  write(uuid, content) {
    return {
      type: "Annotation",
      motivation: content.motivation,
      "dl:layer": content.layer,
      ...(content.derived_from ? { "prov:wasDerivedFrom": this.#annotation(content.derived_from) } : {}),
      body: [...this.#mention(content), ...this.#statement(uuid, content)],
      target: content.spans.map((span) => this.#target(span)),
    };
  }

  /**
   * Give what was received as content.
   * @param {Json} data
   * @returns {Content}
   */
  read(data) {
    const bodies = list(data.body);
    const tag = bodies.find((body) => body.type === "TextualBody");
    const entity = bodies.find((body) => body.type === "SpecificResource");
    const statement = bodies.find((body) => body.type === "dl:Statement");
    return {
      layer: data["dl:layer"],
      motivation: data.motivation,
      spans: list(data.target).map(readTarget),
      mention: tag
        ? { tag: tag.value, entity: last(entity?.source), certainty: code(tag["dl:certainty"]) }
        : null,
      statement: statement ? readStatement(statement) : null,
      derived_from: last(data["prov:wasDerivedFrom"]),
    };
  }

  /** @param {string} uuid */
  #annotation(uuid) {
    return `${this.base}/annotations/${uuid}`;
  }

  /** @param {string} uuid */
  #entity(uuid) {
    return `${this.base}/entities/${uuid}`;
  }

  /** @param {Content} content */
  #mention({ mention }) {
    if (!mention) return [];
    const certainty = mention.certainty ? { "dl:certainty": `dl:${mention.certainty}` } : {};
    const tag = { type: "TextualBody", purpose: "tagging", format: "text/plain", value: mention.tag, ...certainty };
    if (!mention.entity) return [tag];
    return [tag, { type: "SpecificResource", purpose: "identifying", source: this.#entity(mention.entity) }];
  }

  /**
   * @param {string} uuid
   * @param {Content} content
   */
  #statement(uuid, { statement }) {
    if (!statement) return [];
    return [
      {
        id: `${this.#annotation(uuid)}#statement`,
        type: "dl:Statement",
        "dl:attribution": `dl:${statement.attribution}`,
        ...(statement.factuality ? { "dl:factuality": `dl:${statement.factuality}` } : {}),
        ...(statement.said ? { "dl:said": statement.said } : {}),
        ...(statement.occasion ? { "dl:occasion": statement.occasion } : {}),
        ...(statement.parent ? { "dl:parent": `${this.#annotation(statement.parent)}#statement` } : {}),
        ...(statement.sources.length
          ? { "dl:sources": statement.sources.map((source, order) => this.#source(uuid, source, order)) }
          : {}),
      },
    ];
  }

  /**
   * @param {string} uuid
   * @param {Source} source
   * @param {number} order
   */
  #source(uuid, source, order) {
    return {
      type: "dl:StatementSource",
      "dl:order": order,
      "dl:role": `dl:${source.role}`,
      "dl:kind": `dl:${source.kind}`,
      ...(source.entity ? { "dl:entity": this.#entity(source.entity) } : {}),
      ...(source.description ? { "dl:description": source.description } : {}),
      ...(source.speaks_for ? { "dl:speaksFor": this.#entity(source.speaks_for) } : {}),
      ...(source.span ? { "dl:span": `${this.#annotation(uuid)}#${source.span.join("-")}` } : {}),
    };
  }

  /** @param {Span} span */
  #target({ role, order, start, end }) {
    return {
      type: "SpecificResource",
      source: this.source,
      "dl:role": `dl:${role}`,
      "dl:order": order,
      selector: [
        { type: "TextPositionSelector", start, end },
        { type: "TextQuoteSelector", exact: this.exact(start, end) },
      ],
    };
  }
}

/**
 * @param {Json} target
 * @returns {Span}
 */
function readTarget(target) {
  const position = list(target.selector).find((selector) => selector.type === "TextPositionSelector") ?? {};
  return { role: code(target["dl:role"]), order: target["dl:order"], start: position.start, end: position.end };
}

/**
 * @param {Json} body
 * @returns {import("./model.js").Statement}
 */
function readStatement(body) {
  return {
    attribution: code(body["dl:attribution"]),
    factuality: code(body["dl:factuality"]),
    said: body["dl:said"] ?? "",
    occasion: body["dl:occasion"] ?? "",
    parent: last(body["dl:parent"]?.replace(/#statement$/, "")),
    sources: list(body["dl:sources"]).map(readSource),
  };
}

/**
 * @param {Json} source
 * @returns {Source}
 */
function readSource(source) {
  const span = /#([a-z]+)-(\d+)$/.exec(source["dl:span"] ?? "");
  return {
    role: code(source["dl:role"]),
    kind: code(source["dl:kind"]),
    entity: last(source["dl:entity"]),
    description: source["dl:description"] ?? "",
    speaks_for: last(source["dl:speaksFor"]),
    span: span ? [String(span[1]), Number(span[2])] : null,
  };
}

/**
 * @param {unknown} value one or many, as JSON-LD has it
 * @returns {Json[]}
 */
function list(value) {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** @param {unknown} term a term of our vocabulary, for example `dl:direct` */
function code(term) {
  return typeof term === "string" ? term.replace(/^dl:/, "") : "";
}

/** @param {unknown} iri whose last part is a uuid */
function last(iri) {
  return typeof iri === "string" ? (iri.split("/").at(-1) ?? null) : null;
}
