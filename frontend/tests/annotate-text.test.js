import { describe, expect, test } from "vitest";
import { attributionOf, guess } from "../src/annotate/guess.js";
import { lanesOf } from "../src/annotate/lanes.js";
import { newMention, newStatement, same, withSpans, withSpeaker } from "../src/annotate/model.js";
import { Text } from "../src/annotate/text.js";
import { Wire } from "../src/annotate/wire.js";
import { Segments } from "../src/annotate/words.js";

/** @param {string} whole @returns {Text} with a block for each paragraph */
function textOf(whole) {
  let start = 0;
  const blocks = whole.split("\n").map((line, order) => {
    const length = [...line].length;
    const block = { order, start, end: start + length + 1, shown: start + length, role: "paragraph", name: "", folded: false };
    start += length + 1;
    return block;
  });
  return new Text(whole, blocks);
}

/** @param {Text} text @param {string} words */
function find(text, words) {
  const unit = text.whole.indexOf(words);
  return { start: text.toPoints(unit), end: text.toPoints(unit + words.length) };
}

describe("a text", () => {
  const whole = "a😀b👩‍🚀c\n𝒜nna und Åse\u0301";
  const text = textOf(whole);

  test("counts code points as Python does, back and forth", () => {
    expect(text.length).toBe([...whole].length);
    [...whole].reduce((unit, character, point) => {
      expect([text.toUnits(point), text.toPoints(unit)]).toEqual([unit, point]);
      if (character.length === 2) expect(text.toPoints(unit + 1)).toBe(point);
      return unit + character.length;
    }, 0);
  });

  test("gives words by code points, and the parts that stand in each block", () => {
    expect(text.slice(1, 2)).toBe("😀");
    const { start } = find(text, "c\n");
    expect(text.partsOf({ start, end: start + 6 }).map((part) => text.slice(part.start, part.end))).toEqual(["c", "𝒜nna"]);
  });
});

describe("segments", () => {
  const text = textOf("Nato's chief said: “No.” It isn’t over.\nالوزير قال Åse\u0301!");
  const segments = new Segments(text, "en");
  const words = (/** @type {number} */ block) => segments.words(block).map(({ start, end }) => text.slice(start, end));

  test("are words without a possessive ending, in any script", () => {
    expect(words(0)).toEqual(["Nato", "chief", "said", "No", "It", "isn’t", "over"]);
    expect(words(1)).toEqual(["الوزير", "قال", "Åse\u0301"]);
  });

  test("grow a range to words, or to whole characters", () => {
    const { start } = find(text, "hief sai");
    expect(segments.snap({ start, end: start + 8 })).toEqual(find(text, "chief said"));
    const letter = find(text, "e\u0301");
    expect(segments.whole({ start: letter.start, end: letter.start + 1 })).toEqual(letter);
  });

  test("are stepped through over blocks, and end at the text's ends", () => {
    const last = segments.wordAt(text.length);
    expect(last && text.slice(last.start, last.end)).toBe("Åse\u0301");
    expect(segments.step(text.length, 1)).toBeNull();
    expect(segments.step(0, -1)).toBeNull();
    const { start } = find(text, "over");
    expect(segments.step(start, 1)).toEqual(find(text, "الوزير"));
    expect(segments.step(start, 1, "sentences")).toEqual(find(text, "الوزير قال Åse\u0301!"));
  });

  test("let an end move by a character and never past the other", () => {
    const word = find(text, "No");
    const letter = { start: word.start, end: word.start + 1 };
    expect(segments.trim(word, "end", -1)).toEqual(letter);
    expect(segments.trim(letter, "end", -1)).toEqual(letter);
    expect(segments.trim(find(text, "Åse\u0301"), "end", -1)).toEqual(find(text, "Ås"));
  });
});

describe("lanes", () => {
  test("keep apart what nests and what overlaps", () => {
    const [a, b, c, d] = [{ start: 0, end: 9 }, { start: 2, end: 4 }, { start: 3, end: 11 }, { start: 9, end: 12 }];
    const lanes = lanesOf([d, c, b, a]);
    expect([a, b, c, d].map((span) => lanes.get(span))).toEqual([0, 1, 2, 0]);
  });
});

describe("a guess", () => {
  const text = textOf('The minister, Anna Berg, said the bridge was safe. "It moved," Mr Holm told us.\n"We will see, he said.');
  const segments = new Segments(text, "en");
  const mention = (/** @type {string} */ words) => ({
    uuid: words, version: 1, by: "", at: "", content: newMention({ layer: "entities", tag: "person", extents: [find(text, words)] }),
  });
  const mentions = [mention("Anna Berg"), mention("Mr Holm")];
  const guessed = (/** @type {string} */ words) => {
    const found = guess({ text, segments, mentions }, find(text, words));
    return [found.attribution, found.cue && text.slice(found.cue.start, found.cue.end), found.mention?.uuid];
  };

  test("finds cue and speaker in the sentence, and how the words are given", () => {
    expect(guessed("the bridge was safe")).toEqual(["indirect", "said", "Anna Berg"]);
    expect(guessed('"It moved,"')).toEqual(["direct", "told", "Mr Holm"]);
    expect(guessed("It moved")).toEqual(["direct", "told", "Mr Holm"]);
    expect(guessed("We will see")).toEqual(["direct", "said", undefined]);
    expect(attributionOf(text, find(text, 'told us.\n"We will'))).toBe("mixed");
  });
});

describe("an annotation on its way", () => {
  const text = textOf("Anna Berg said the bridge was safe.");
  const wire = new Wire({ base: "https://x.example/", source: "https://x.example/articles/a/texts/t", exact: (s, e) => text.slice(s, e) });
  const entity = "0190f0f0-0000-7000-8000-000000000001";

  test("comes back from a Web Annotation as it went", () => {
    const mention = newMention({ layer: "entities", tag: "person", extents: [find(text, "Anna Berg")], entity });
    let statement = newStatement({ layer: "statements", extents: [find(text, "the bridge"), find(text, "safe")], attribution: "indirect" });
    statement = withSpans(statement, "cue", [find(text, "said")]);
    statement = withSpeaker(statement, { kind: "named", entity, description: "x", speaks_for: entity }, find(text, "Anna Berg"));
    for (const content of [mention, { ...statement, derived_from: entity }]) {
      const sent = wire.write("u", content);
      expect(same(wire.read(sent), content)).toBe(true);
    }
    expect(wire.write("u", mention).target[0].selector[1].exact).toBe("Anna Berg");
  });

  test("loses the words of a source that are no longer its own", () => {
    let statement = newStatement({ layer: "s", extents: [find(text, "the bridge")], attribution: "direct" });
    statement = withSpeaker(statement, { kind: "named", entity, description: "", speaks_for: null }, find(text, "Anna Berg"));
    expect(withSpans(statement, "source", []).statement?.sources[0]?.span).toBeNull();
    expect(same(statement, withSpans(statement, "content", [find(text, "bridge")]))).toBe(false);
  });
});
