//! The packed base against the tables it was packed from, and the tables' own mistakes.

use std::collections::{HashMap, HashSet};

use crate::entity::Base;
use crate::entity::kb::packed::{Guard, Packed};
use crate::entity::kb::spelling::path;
use crate::entity::kb::table::{FILES, KINDS, Tables};
use crate::entity::kb::{Entity, KINDS as TYPES, Kb, pack};
use crate::model::{CaseName, EntityId, EntityType, Lang};

fn text_of(file: &str) -> &'static str {
    match file {
        "countries.tsv" => include_str!("../../../assets/kb/countries.tsv"),
        "places.tsv" => include_str!("../../../assets/kb/places.tsv"),
        "organisations.tsv" => include_str!("../../../assets/kb/organisations.tsv"),
        "products.tsv" => include_str!("../../../assets/kb/products.tsv"),
        "threats.tsv" => include_str!("../../../assets/kb/threats.tsv"),
        "people.tsv" => include_str!("../../../assets/kb/people.tsv"),
        "ids.tsv" => include_str!("../../../assets/kb/ids.tsv"),
        "open-threats.tsv" => include_str!("../../../assets/kb/open-threats.tsv"),
        "open-places.tsv" => include_str!("../../../assets/kb/open-places.tsv"),
        _ => panic!("{file} is no table"),
    }
}

#[test]
fn the_packed_base_says_what_the_tables_say() {
    let tables = Tables::read(text_of);
    assert_eq!(tables.mistakes, [""; 0]);
    let kb = Kb::embedded();
    assert_eq!(kb.len(), tables.entities.len());
    for entity in &tables.entities {
        let expect = Entity {
            id: &entity.id,
            kind: TYPES[usize::from(entity.kind)],
            name: &entity.name,
            name_ar: Some(entity.name_ar.as_str()).filter(|name| !name.is_empty()),
            editions: &entity.editions,
            ids: &entity.ids.join(";"),
            country: entity.country,
            open: entity.open,
        };
        assert_eq!(kb.find(&entity.id).and_then(|number| kb.entity(number)), Some(expect));
    }
    let shown = |text: &str, owner: &str, kind: EntityType, guard: String, exact: bool| {
        format!("{text} of {owner}: {kind:?} {guard} {exact}")
    };
    let owner = |number: usize| kb.entity(number).map_or("", |entity| entity.id);
    let packed_guard = |guard| match guard {
        Guard::With(other) => format!("with {}", owner(other)),
        other => format!("{other:?}"),
    };
    let mut packed: Vec<String> = kb
        .aliases()
        .map(|alias| shown(alias.text, owner(alias.entity), alias.kind, packed_guard(alias.guard), alias.exact))
        .collect();
    let read_guard = |guard| match guard {
        Guard::With(other) => format!("with {}", tables.entities[other].id),
        other => format!("{other:?}"),
    };
    let mut read: Vec<String> = tables
        .aliases
        .iter()
        .map(|alias| {
            let id = &tables.entities[alias.entity].id;
            shown(&alias.text, id, TYPES[usize::from(alias.kind)], read_guard(alias.guard), alias.exact)
        })
        .collect();
    packed.sort_unstable();
    read.sort_unstable();
    assert!(packed == read, "{:?}", packed.iter().zip(&read).find(|(packed, read)| packed != read));
}

#[test]
fn every_free_name_is_found_where_it_stands_alone() {
    let base = Base::new(&[]);
    let kb = Kb::embedded();
    // A name of two owners that differ in nothing but capitals finds one of them.
    let mut owners: HashMap<String, HashSet<&str>> = HashMap::new();
    for alias in kb.aliases() {
        let owner = kb.entity(alias.entity).map_or("", |entity| entity.id);
        owners.entry(path(alias.text).join(" ")).or_default().insert(owner);
    }
    let mut missed = Vec::new();
    for alias in kb.aliases().filter(|alias| alias.guard == Guard::Free) {
        let owners = &owners[&path(alias.text).join(" ")];
        let found = base.tag(alias.text, Lang::Unknown);
        if !found.iter().any(|mention| owners.contains(mention.id.0.as_str())) {
            missed.push((alias.text, found.first().map(|mention| mention.name.clone())));
        }
    }
    // Names that hold a body of a country or a count are read as the longer thing.
    assert!(missed.len() * 200 < kb.aliases().count(), "{missed:?}");
}

#[test]
fn kinds_are_the_contract_s() {
    assert_eq!(TYPES.map(EntityType::code), KINDS);
}

#[test]
fn bytes_that_are_no_base_are_an_empty_one() {
    for bytes in [&[][..], &[7; 3], &[1; 64]] {
        let packed = Packed::new(bytes);
        assert_eq!((packed.word("china"), packed.find("china"), packed.alias(3)), (0, None, None));
    }
}

/// The mistakes of one table, the others being empty.
fn mistakes(table: &str, text: &'static str) -> Vec<String> {
    assert!(FILES.iter().any(|(file, _)| *file == table));
    Tables::read(|file| if file == table { text } else { "" }).mistakes
}

#[test]
fn a_mistake_in_a_table_names_its_file_and_line() {
    for (table, text, expect) in [
        ("places.tsv", "GPE\tNorwick", "assets/kb/places.tsv:1: 2 columns where 3 to 4 are wanted"),
        ("places.tsv", "# \n\nTOWN\tNorwick\tنورويك", "assets/kb/places.tsv:3: unknown kind"),
        ("places.tsv", "GPE\t\tنورويك", "assets/kb/places.tsv:1: the name is missing"),
        ("places.tsv", "GPE\tNorwick\t\tNor !Case", "assets/kb/places.tsv:1: unknown flag !Case of \"Nor\""),
        ("places.tsv", "GPE\tNorwick\t\tNor !with=Sud", "assets/kb/places.tsv:1: !with=sud names no entity"),
        (
            "people.tsv",
            "Ann Ray\t\nAnn Ray\t",
            "assets/kb/people.tsv:2: the key has a row already, assets/kb/people.tsv:1",
        ),
        ("people.tsv", "Ann Ray\t\tRay\nBea Ray\t\tRay", "\"Ray\" names Ann Ray and Bea Ray"),
        ("ids.tsv", "Norwick\tQ1", "assets/kb/ids.tsv:1: no entity is named \"Norwick\""),
        ("open-places.tsv", "GPE\tNorwick\t\t\tX1", "assets/kb/open-places.tsv:1: \"X1\" is no Wikidata or ATT&CK id"),
    ] {
        assert_eq!(mistakes(table, text), [expect], "{text}");
    }
}

#[test]
fn open_data_gives_way_to_tables_by_hand() {
    let tables = Tables::read(|file| match file {
        "threats.tsv" => "ACTOR\tGrey Heron\tهيرون\tHeron !cue",
        "open-threats.tsv" => "ACTOR\tGrey Heron\t\tHeron;GH-7\tG9999\nACTOR\tHeron\t\tRiver Stork\t",
        _ => "",
    });
    assert_eq!(tables.mistakes, [""; 0]);
    let names: Vec<(&str, &str, Guard)> = tables
        .aliases
        .iter()
        .map(|alias| (tables.entities[alias.entity].name.as_str(), alias.text.as_str(), alias.guard))
        .collect();
    assert_eq!(
        names,
        [
            ("Grey Heron", "Grey Heron", Guard::Free),
            ("Grey Heron", "هيرون", Guard::Free),
            ("Grey Heron", "Heron", Guard::Cue),
            ("Grey Heron", "GH-7", Guard::Free),
            ("Heron", "River Stork", Guard::Free),
        ]
    );
    assert_eq!(tables.entities[0].ids, ["G9999"]);
}

#[test]
fn packing_what_is_too_long_says_so() {
    let long: &'static str = Box::leak(format!("{}\t", "a".repeat(300)).into_boxed_str());
    let tables = Tables::read(|file| if file == "people.tsv" { long } else { "" });
    assert!(pack::pack(&tables).is_err_and(|mistake| mistake.starts_with("longer than 255 bytes: aaa")));
}

#[test]
fn a_case_adds_to_known_entities_and_words() {
    let case = |id: &str, name: &str, aliases: &[&str]| CaseName {
        id: EntityId(id.to_owned()),
        kind: EntityType::Org,
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
    };
    let names = [
        case("microsoft", "Microsoft", &["عملاق ريدموند", "Redmond Giant"]),
        case("norwick-bank", "Norwick Bank", &["بنك نورويك"]),
    ];
    let base = Base::new(&names);
    for (text, expect) in [
        ("أعلن عملاق ريدموند الخبر", "microsoft"),
        ("the Redmond giant said", "microsoft"),
        ("قال لبنك نورويك", "norwick-bank"),
        ("at Norwick Bank", "norwick-bank"),
        ("في ريدموند", "redmond"),
    ] {
        let ids: Vec<String> = base.tag(text, Lang::Unknown).into_iter().map(|mention| mention.id.0).collect();
        assert_eq!(ids, [expect], "{text}");
    }
    assert!(Base::new(&[]).tag("بنك نورويك", Lang::Arabic).iter().all(|mention| mention.id.0 != "norwick-bank"));
    assert_eq!(base.names("norwick-bank"), Some((EntityType::Org, "Norwick Bank", None)));
}

/// Each case: a text and the keys of its mentions.
fn check(cases: &[(&str, &[&str])]) {
    let base = Base::new(&[]);
    for (text, expect) in cases {
        let ids: Vec<String> = base.tag(text, Lang::Unknown).into_iter().map(|mention| mention.id.0).collect();
        assert_eq!(ids, *expect, "{text}");
    }
}

#[test]
fn names_of_open_data_lead_to_the_entities_of_the_tables_by_hand() {
    check(&[
        ("a Stuxnet sample", &["stuxnet"]),
        ("فيروس ستاكسنت", &["stuxnet"]),
        ("the Murky Panda group", &["hafnium"]),
        ("Labyrinth Chollima struck", &["lazarus-group"]),
        ("ransomware by SEABORGIUM", &["star-blizzard"]),
        ("عثر على Geodo في الشبكة", &["emotet"]),
        ("ثغرة في موف إت", &["moveit-transfer"]),
        ("هجوم في غيلسنكيرشن", &["gelsenkirchen"]),
        ("وبغيلسنكيرشن", &["gelsenkirchen"]),
        ("offices in Gelsenkirchen", &["gelsenkirchen"]),
    ]);
}

#[test]
fn names_that_are_words_stay_words() {
    check(&[
        ("reading a nice book in a mobile home", &[]),
        ("a butterfly on the orange flower", &[]),
        ("an energetic sphinx met callisto", &[]),
        ("apple pie and amazon parrots", &[]),
        ("it may pay a nickel for a tick", &[]),
        ("The incognito mode has a zen flavour", &[]),
        ("كان الليل طويلا في المدينة", &[]),
        ("نشر صور من مشهد الحادث", &[]),
        ("the Callisto group", &["star-blizzard"]),
    ]);
}

#[test]
fn ids_elsewhere_are_those_that_are_certain() {
    let base = Base::new(&[]);
    for (key, expect) in
        [("microsoft", "Q2283"), ("hafnium", "G0125"), ("egypt", "Q79"), ("mimikatz", "S0002"), ("volexity", "")]
    {
        assert_eq!(base.ids(key).collect::<Vec<_>>().join(";"), expect, "{key}");
    }
    let stuxnet = base.all_names().filter(|(id, ..)| *id == "stuxnet");
    assert!(stuxnet.map(|(.., arabic)| arabic).collect::<HashSet<_>>().len() == 2, "names in both scripts");
}
