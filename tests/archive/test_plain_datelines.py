"""Datelines that open a story."""

import pytest

from archive.extractors.plain_datelines import find_dateline, read_dateline


@pytest.mark.parametrize(
    ("opening", "place", "edtf", "agency", "credit"),
    [
        pytest.param("BRUSSELS, April 19 (Reuters) -", "Brussels", "XXXX-04-19", "Reuters", "(Reuters)", id="Reuters"),
        pytest.param("( Reuters ) -", "", "", "Reuters", "( Reuters ) -", id="a credit alone, with spaces in it"),
        pytest.param("MOSCOW (AP) --", "Moscow", "", "AP", "(AP)", id="AP"),
        pytest.param("MOSCOW (AP) —", "Moscow", "", "AP", "(AP)", id="a long dash"),
        pytest.param("MOSCOW, April 23, 2007 (AFP) -", "Moscow", "2007-04-23", "AFP", "(AFP)", id="a year"),
        pytest.param("Moscow (dpa) -", "Moscow", "", "DPA", "(dpa)", id="small letters"),
        pytest.param("MOSCOW. April 23. INTERFAX -", "Moscow", "XXXX-04-23", "Interfax", "INTERFAX", id="full stops"),
        pytest.param("THE HAGUE, 2 May (Xinhua) --", "The Hague", "XXXX-05-02", "Xinhua", "(Xinhua)", id="two words"),
        pytest.param("RIO DE JANEIRO (EFE) -", "Rio de Janeiro", "", "EFE", "(EFE)", id="a particle"),
        pytest.param("VILNIUS, Lithuania (AP) -", "Vilnius, Lithuania", "", "AP", "(AP)", id="a country"),
        pytest.param("ST. PETERSBURG, Russia (AP) -", "St. Petersburg, Russia", "", "AP", "(AP)", id="a short form"),
        pytest.param("WASHINGTON/MOSCOW (Reuters) -", "Washington/Moscow", "", "Reuters", "(Reuters)", id="two places"),
        pytest.param("Port-au-Prince, 3 May (AFP) -", "Port-au-Prince", "XXXX-05-03", "AFP", "(AFP)", id="hyphens"),
        pytest.param("Brussels, 19 April 2007 -", "Brussels", "2007-04-19", "", "", id="no agency"),
        pytest.param("MOSCOW -", "Moscow", "", "", "", id="a place alone"),
        pytest.param("OSLO —", "Oslo", "", "", "", id="a short place alone"),
        pytest.param("MOSCOW (CNN) --", "Moscow", "", "", "", id="an outlet that is no agency"),
        pytest.param("MOSCOW, April 31 (AP) -", "Moscow", "", "AP", "(AP)", id="a day that is on no calendar"),
        pytest.param("WASHINGTON (AP)", "Washington", "", "AP", "(AP)", id="no dash"),
        pytest.param("KIEV (Interfax-Ukraine) -", "Kiev", "", "Interfax-Ukraine", "(Interfax-Ukraine)", id="a branch"),
    ],
)
def test_dateline_gives_place_day_and_agency(opening, place, edtf, agency, credit):
    text = f" {opening} Ministers met."
    found = find_dateline(text, 1, len(text))
    assert (found.place, found.edtf, found.agency) == (place, edtf, agency)
    assert text[found.start : found.end] == opening
    assert not agency or text[found.agency_start : found.agency_end] == credit


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("NATO - the alliance - said", id="an acronym"),
        pytest.param("Russia - the largest - is", id="a word with one capital"),
        pytest.param("Gates, who met Putin - said", id="a sentence"),
        pytest.param("The talks (Reuters) - he said", id="words before a credit"),
        pytest.param("BREAKING NEWS - Russia", id="a section"),
        pytest.param("NATO (OTAN) - the alliance", id="an acronym with another"),
        pytest.param('"The days of the Cold War are over" - and', id="a quotation"),
        pytest.param("Moscow: Russia says no", id="a colon"),
    ],
)
def test_other_openings_are_no_datelines(opening):
    assert find_dateline(opening, 0, len(opening)) is None


@pytest.mark.parametrize(
    ("line", "bare_place", "place"),
    [
        pytest.param("BRUSSELS, April 19 (Reuters)", False, "Brussels", id="a place with a day and an agency"),
        pytest.param("MOSCOW", True, "Moscow", id="a place alone, where a label says so"),
        pytest.param("MOSCOW", False, None, id="a place alone"),
        pytest.param("Nato chief dismisses fears", False, None, id="a title"),
        pytest.param("A" * 200, True, None, id="too long"),
    ],
)
def test_line_is_a_dateline_as_a_whole(line, bare_place, place):
    found = read_dateline(line, 0, len(line), bare_place=bare_place)
    assert (found.place if found else None) == place


def test_byline_before_the_place_is_told():
    text = "By Jane Roe\nBRUSSELS, April 19 (Reuters) - Ministers met."
    found = find_dateline(text, 0, len(text))
    start = found.byline_start
    assert (found.byline, text[start : start + len(found.byline)], found.place) == ("Jane Roe", "Jane Roe", "Brussels")
