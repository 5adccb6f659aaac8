"""General word lists for reading a page of news: agencies, what outlets are called, sections and regions."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AGENCY_NAMES = """
AAP|Adnkronos|AFP|Agence France-Presse|Agencia EFE|Agerpres|Anadolu|Anadolu Agency|ANI|ANP|ANSA|Antara|AP|APA
Armenpress|Associated Press|Australian Associated Press|Azertac|Belga|BelTA|Bernama|Bloomberg|BNS|BTA|Canadian Press
CNA|CP|ČTK|CTK|Deutsche Presse-Agentur|Dow Jones|DPA|EFE|Europa Press|Fars|Hina|IANS|Interfax|IPS|IRNA|ISNA|ITAR-TASS
Jiji|Jiji Press|KCNA|Kyodo|Kyodo News|Lusa|MENA|MTI|Notimex|Novosti|NTB|PA|PA Media|PAP|PNA|Prensa Latina
Press Association|Press Trust of India|PTI|Reuter|Reuters|RIA Novosti|Ritzau|SANA|SAPA|SDA|SITA|SPA|STA|STT|Tanjug|TASS
The Associated Press|The Canadian Press|Ukrinform|UNIAN|United News of India|United Press International|UNI|UPI|WAM
Xinhua|Yonhap|Yonhap News Agency
"""

#: News agencies as they sign, by the lower-case form.
AGENCIES = {name.lower(): name for name in re.split(r"[|\n]", _AGENCY_NAMES.strip())}

#: Words that end the name of an outlet and say by themselves that it is one.
OUTLET_WORDS = _set(
    """
    times post herald tribune gazette guardian telegraph independent observer journal chronicle globe courier examiner
    inquirer enquirer dispatch sentinel advertiser argus echo mercury mirror express standard monitor bee zeitung
    rundschau nachrichten tageblatt anzeiger allgemeine presse spiegel monde figaro libération país mundo vanguardia
    repubblica corriere stampa gazeta wyborcza izvestia kommersant vedomosti pravda newsweek economist mail star sun
    scotsman hindu shimbun haaretz euronews politico
    """
)

#: Words that end the name of an outlet when another, not general, word stands before them.
OUTLET_ENDINGS = _set(
    """
    news agency press online radio tv television broadcasting network channel wire newswire today daily weekly magazine
    review bulletin report digest voice week world service media group company corporation ltd inc plc
    """
)

#: Of those, the words that make an outlet's name also with a general word: "China Daily".
STRONG_ENDINGS = _set("agency radio tv television broadcasting newswire daily weekly voice")

#: Words that begin the name of an outlet.
OUTLET_BEGINNINGS = _set("radio agence agencia agenzia voice deutsche al")

#: Sections, regions and kinds of page: what navigation is made of.
SECTION_WORDS = _set(
    """
    home news world uk us usa europe european eurasia africa african asia asian pacific oceania americas america latin
    caribbean gulf balkans caucasus scandinavia north south east west middle far near northern southern eastern western
    central england scotland wales ireland ulster london australia canada china india japan russia france germany italy
    spain britain british international national local regional global city state politics political government election
    elections business economy markets money finance companies technology tech science nature environment climate health
    education family entertainment arts culture books film music media showbiz style life lifestyle travel food fashion
    sport sports football cricket tennis rugby golf weather opinion comment comments editorial editorials letters
    analysis features blogs columns columnists obituaries crime law society religion defence defense security military
    foreign affairs diplomacy special reports report breaking latest top other more related main front page stories
    story headlines archive archives index video audio photos pictures multimedia live today now jobs property cars
    classifieds magazine programmes programs in of the and & from one-minute materials articles update updates alert
    alerts bulletin press release releases week wire desk edition late final
    """
)

#: Words that stay small inside a name: of people, places and outlets.
PARTICLES = _set("of the and for de da do dos das del della di du des la le les el al bin ben van von der zu et y")

#: Names of places with four letters or fewer: any other bare word of capitals that short is taken for an acronym.
SHORT_PLACES = _set(
    """
    BAKU BARI BERN BONN CORK DOHA GAZA GRAZ HULL KIEL KIEV KYIV LIMA LODZ LOME LVIV LYON MALE METZ NICE OSLO RIGA ROME
    SUVA
    """
)

_SEPARATOR = re.compile(r"[\s/,|>»·•:;-]+")


def is_section_words(text: str) -> bool:
    """Tell whether a line has nothing in it but names of sections and regions."""
    words = _SEPARATOR.split(text.strip(" .:[]()'\"|>»·•-"))
    return any(words) and all(word.lower() in SECTION_WORDS for word in words)


def is_name_word(word: str) -> bool:
    """Tell whether a word could be part of a name: it begins with a capital, or is a particle."""
    return word[:1].isupper() or word in PARTICLES
