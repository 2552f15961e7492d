//! Whole screens, as letters and as styles, and what keys do to them.
//!
//! Letters of right-to-left scripts are written as code points: a reviewer's terminal would put
//! them into another order.

#[path = "screen/fixture.rs"]
mod fixture;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fixture::{day, model};
use marsad::model::{Analysed, Article, ArticleId, Lang, Source, SourceKind, Span};
use marsad::tui::{Effect, Key, Model, Msg, Tab, draw, update};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

fn screen(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.look.size.0, model.look.size.1));
    draw(model, &mut buffer);
    buffer
}

/// The rows of a screen; right-to-left letters as `‹XXXX›`, one a cell, blanks at the end cut.
fn letters(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        for x in 0..buffer.area.width {
            for c in buffer[(x, y)].symbol().chars() {
                match c as u32 {
                    0x590..=0x8FF | 0xFB1D..=0xFEFC => row.extend(format!("‹{:X}›", c as u32).chars()),
                    _ => row.push(c),
                }
            }
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Presses the keys that `keys` names, blanks between them; single letters as they are.
fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in keys.split(' ') {
        let (modifiers, name) = match word.strip_prefix("ctrl-") {
            Some(rest) => (KeyModifiers::CONTROL, rest),
            None => (KeyModifiers::NONE, word),
        };
        let mut letters = name.chars();
        let code = match (name, letters.next(), letters.next()) {
            ("enter", ..) => KeyCode::Enter,
            ("esc", ..) => KeyCode::Esc,
            ("tab", ..) => KeyCode::Tab,
            ("down", ..) => KeyCode::Down,
            (_, Some(c), None) => KeyCode::Char(c),
            _ => panic!("no key is called {name}"),
        };
        effects.extend(update(model, Msg::Key(KeyEvent::new(code, modifiers))));
    }
    effects
}

fn type_in(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in text.chars() {
        effects.extend(update(model, Msg::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))));
    }
    effects
}

fn article() -> Analysed {
    let body = "أصدرت مايكروسوفت، الثلاثاء الماضي، تصحيحات لأربع ثغرات.\nوقالت الشركة إن التحديث متاح.\u{202E}";
    Analysed {
        id: ArticleId(format!("{:016x}", 5)),
        article: Article {
            title: "تصحيحات طارئة".into(),
            body: body.into(),
            lang: Lang::Arabic,
            source: Source { name: "مرصد اليوم".into(), kind: SourceKind::Saved },
            cites: vec!["https://example.org/a".into()],
            ..Article::default()
        },
        analysis: marsad::model::Analysis {
            lang: Lang::Arabic,
            sentences: vec![Span::new(0, 20)],
            ..marsad::model::Analysis::default()
        },
    }
}

#[test]
fn the_timeline_at_every_size_and_in_both_languages() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60), (40, 12), (60, 15)] {
        for lang in [Lang::English, Lang::Arabic] {
            let name = format!("timeline-{columns}x{rows}-{}", lang.code());
            insta::assert_snapshot!(name, letters(&screen(&model((columns, rows), lang))));
        }
    }
}

#[test]
fn the_other_views_in_both_languages() {
    for lang in [Lang::English, Lang::Arabic] {
        for (key, view) in
            [("2", "articles"), ("3", "entities"), ("4", "sources"), ("?", "help"), (":", "palette"), ("u", "open")]
        {
            let mut model = model((80, 24), lang);
            press(&mut model, key);
            insta::assert_snapshot!(format!("{view}-80x24-{}", lang.code()), letters(&screen(&model)));
        }
        let mut model = model((120, 40), lang);
        update(&mut model, Msg::Opened(Box::new(article())));
        insta::assert_snapshot!(format!("reader-120x40-{}", lang.code()), letters(&screen(&model)));
    }
}

#[test]
fn the_card_of_a_name_at_two_sizes_and_in_both_languages() {
    for lang in [Lang::English, Lang::Arabic] {
        for (columns, rows, keys) in [(80, 24, "3 enter"), (200, 60, "3"), (200, 60, "3 j j")] {
            let mut model = model((columns, rows), lang);
            press(&mut model, keys);
            let which = if keys.ends_with('j') { "likely" } else { "card" };
            insta::assert_snapshot!(format!("{which}-{columns}x{rows}-{}", lang.code()), letters(&screen(&model)));
        }
    }
}

fn chosen_name(model: &Model) -> Option<&str> {
    model.entity().map(|card| card.id.0.as_str())
}

#[test]
fn one_walks_from_name_to_name_and_to_its_events() {
    let mut model = model((80, 24), Lang::English);
    press(&mut model, "3 enter down enter");
    assert_eq!((chosen_name(&model), model.tab), (Some("volexity"), Tab::Entities), "the first name beside it");
    press(&mut model, "enter");
    assert_eq!(model.tab, Tab::Timeline, "a card is entered at its events");
    assert_eq!(model.narrow.filter.entity.as_ref().map(|id| id.0.as_str()), Some("volexity"));
    assert_eq!(model.event().map(|event| event.id.as_str()), Some("2021-01-06-1"));
    press(&mut model, "X 3 enter");
    assert_eq!(press(&mut model, "esc"), []);
    press(&mut model, "enter k enter");
    assert_eq!(chosen_name(&model), Some("فولكسيتي"), "the probable one stands above the events");
}

#[test]
fn the_list_of_names_is_narrowed_by_kind_and_by_letters() {
    let mut model = model((80, 24), Lang::English);
    press(&mut model, "3 c");
    assert_eq!((model.shown.entities.len(), chosen_name(&model)), (1, Some("فولكسيتي")), "persons come first");
    press(&mut model, "c");
    assert_eq!(model.shown.entities.len(), 3);
    press(&mut model, "c s");
    type_in(&mut model, "فوليك");
    assert_eq!((model.shown.entities.len(), chosen_name(&model)), (1, Some("volexity")), "in either language");
    assert!(letters(&screen(&model)).contains("×]"), "a filter that is set is shown");
    press(&mut model, "enter x");
    assert_eq!(model.shown.entities.len(), 4);
    press(&mut model, "s");
    type_in(&mut model, "volex");
    press(&mut model, "esc");
    assert_eq!(model.shown.entities.len(), 4, "Esc takes it back");
}

#[test]
fn the_analyst_says_what_a_name_is_and_takes_it_back() {
    let mut model = model((80, 24), Lang::English);
    press(&mut model, "3 G =");
    type_in(&mut model, "volex");
    let effects = press(&mut model, "enter");
    let [Effect::Name { name, add: true }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((name.id.0.as_str(), name.name.as_str()), ("volexity", "Volexity"));
    assert_eq!(name.aliases, ["فولكسيتي"]);
    assert!(press(&mut model, "U").is_empty(), "nothing was written yet");
    update(&mut model, Msg::Named { name: name.clone(), add: true });
    update(&mut model, Msg::Loaded(Box::new(fixture::data())));
    assert_eq!(chosen_name(&model), Some("volexity"), "the entity is chosen that it is now");
    assert_eq!(press(&mut model, "U"), [Effect::Name { name: name.clone(), add: false }]);
    update(&mut model, Msg::Named { name: name.clone(), add: false });
    assert!(press(&mut model, "U").is_empty());
    press(&mut model, "A");
    type_in(&mut model, "VLX");
    let effects = press(&mut model, "enter");
    let [Effect::Name { name, add: true }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((name.id.0.as_str(), name.aliases.as_slice()), ("volexity", &["VLX".to_owned()][..]));
}

#[test]
fn the_chosen_row_is_reversed_and_the_date_in_the_evidence_underlined() {
    let mut model = model((80, 24), Lang::English);
    press(&mut model, "t");
    type_in(&mut model, "2021-03-02");
    press(&mut model, "enter");
    let buffer = screen(&model);
    let rows: Vec<u16> = (0..24).filter(|y| buffer[(30, *y)].modifier.contains(Modifier::REVERSED)).collect();
    assert_eq!(rows.len(), 1, "one row of the list is chosen");
    let underlined: usize = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED) && cell.symbol() != " ")
        .count();
    assert!(underlined >= "Tuesday".len(), "{underlined} underlined letters");
}

#[test]
fn a_dispute_is_told_with_names_in_the_language_of_the_interface() {
    for (lang, name) in [(Lang::English, "European Banking Authority: data"), (Lang::Arabic, ": data")] {
        let mut model = model((120, 40), lang);
        press(&mut model, "] ] ] ]");
        let drawn = letters(&screen(&model));
        assert!(drawn.contains(name) || drawn.contains("data :"), "{drawn}");
        assert!(!drawn.contains("european-banking-authority"), "{drawn}");
    }
}

#[test]
fn mono_says_everything_without_colour() {
    let mut model = model((120, 40), Lang::English);
    model.look.theme = "mono".into();
    let buffer = screen(&model);
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset)
    );
    assert!(letters(&buffer).contains('!'), "the dispute has a sign");
    assert!(buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)));
}

#[test]
fn any_size_draws_and_takes_every_key() {
    for columns in [0, 1, 2, 20, 59, 60, 61, 109, 110, 300] {
        for rows in [0, 1, 2, 14, 15, 16, 19, 20, 33, 90] {
            let mut model = model((columns, rows), Lang::Arabic);
            for keys in [
                "j", "l", "+", "+", "+", "+", "+", "-", "H", "tab", "j", "2", "G", "3", "4", "?", "esc", ":", "a",
                "esc", "u", "esc", "/", "م", "ا", "esc",
            ] {
                press(&mut model, keys);
                screen(&model);
            }
            update(&mut model, Msg::Opened(Box::new(article())));
            press(&mut model, "G");
            screen(&model);
            update(
                &mut model,
                Msg::Mouse(MouseEvent {
                    kind: MouseEventKind::Down(MouseButton::Left),
                    column: columns / 2,
                    row: rows / 2,
                    modifiers: KeyModifiers::NONE,
                }),
            );
        }
    }
}

#[test]
fn the_chosen_day_survives_every_change_of_view() {
    let mut model = model((120, 40), Lang::English);
    press(&mut model, "t");
    type_in(&mut model, "٢٠٢١-٠٣-٠٢");
    press(&mut model, "enter");
    assert_eq!(model.time.day, day("2021-03-02"));
    let chosen = model.event().map(|event| event.id.clone());
    assert_eq!(chosen.as_deref(), Some("2021-03-02-4"));
    press(&mut model, "+ + + - - 0 2 1 3 4 1 T ctrl-t");
    assert_eq!(model.time.day, day("2021-03-02"));
    assert_eq!(model.event().map(|event| event.id.clone()), chosen);
}

#[test]
fn arrows_move_in_time_and_brackets_from_event_to_event() {
    let mut model = model((120, 40), Lang::English);
    assert_eq!(model.time.day, day("2021-01-05"), "the first event is chosen at first");
    press(&mut model, "]");
    assert_eq!(model.time.day, day("2021-01-06"));
    press(&mut model, "] ]");
    assert_eq!(model.event().map(|event| event.id.as_str()), Some("2021-03-02-4"));
    press(&mut model, "[");
    let before = model.time.day;
    press(&mut model, "l");
    assert!(model.time.day > before);
    press(&mut model, "h");
    press(&mut model, "G");
    assert_eq!(model.time.day, day("2021-07-19"));
}

#[test]
fn filters_show_in_one_line_and_clear_one_by_one() {
    let mut model = model((120, 40), Lang::English);
    press(&mut model, "f M");
    assert!(letters(&screen(&model)).contains("[Arabic ×]"));
    assert_eq!(model.shown.events.len(), 3);
    press(&mut model, "x");
    type_in(&mut model, "arabic");
    press(&mut model, "enter");
    let drawn = letters(&screen(&model));
    assert!(!drawn.contains("[Arabic ×]") && drawn.contains("articles ×]"), "{drawn}");
    press(&mut model, "x");
    assert_eq!(model.shown.events.len(), 6);
    press(&mut model, "E");
    type_in(&mut model, "الاوروبيه");
    press(&mut model, "enter");
    assert_eq!(model.shown.events.len(), 1, "a name is found by its Arabic form in any spelling");
    press(&mut model, "X");
    assert_eq!(model.shown.events.len(), 6);
}

#[test]
fn a_search_asks_the_store_marks_its_hits_and_leaves_on_escape() {
    let mut model = model((120, 40), Lang::English);
    press(&mut model, "/");
    let asked = type_in(&mut model, "تصحيحات");
    assert!(asked.contains(&Effect::Search("تصحيحات".into())) && !asked.contains(&Effect::Search("ت".into())));
    update(&mut model, Msg::Found { query: "تصح".into(), ids: Vec::new() });
    assert_eq!(model.shown.events.len(), 6, "an answer to older words is left out");
    update(&mut model, Msg::Found { query: "تصحيحات".into(), ids: vec![ArticleId(format!("{:016x}", 5))] });
    press(&mut model, "enter");
    assert_eq!(model.shown.events.len(), 1);
    assert!(letters(&screen(&model)).contains("(1)"));
    let yellow = screen(&model).content.iter().filter(|cell| cell.bg == ratatui::style::Color::Yellow).count();
    assert!(yellow >= "تصحيحات".chars().count(), "{yellow} cells are marked");
    press(&mut model, "/ esc");
    assert_eq!(model.shown.events.len(), 6);
}

#[test]
fn marks_are_kept_by_the_store() {
    let mut model = model((120, 40), Lang::English);
    let effects = press(&mut model, "b");
    assert!(matches!(effects.as_slice(), [Effect::Mark(_, mark)] if mark.bookmarked));
    press(&mut model, "a");
    type_in(&mut model, "check this");
    let effects = press(&mut model, "enter");
    assert!(matches!(effects.as_slice(), [Effect::Mark(_, mark)] if mark.note == "check this" && mark.bookmarked));
    assert!(letters(&screen(&model)).contains("check this"));
    press(&mut model, "B");
    assert_eq!(model.shown.rows.len(), 2);
}

#[test]
fn a_box_on_top_keeps_its_keys_from_the_view_below() {
    for open in ["?", "u"] {
        let mut model = model((80, 24), Lang::English);
        press(&mut model, open);
        press(&mut model, "f 2 M x E");
        assert_eq!((model.tab, model.narrow.filter.is_empty()), (Tab::Timeline, true), "{open}");
        assert_eq!(model.layers.len(), 1);
        press(&mut model, open);
        assert!(model.layers.is_empty(), "the key that opened it closes it");
    }
    let mut model = model((80, 24), Lang::English);
    press(&mut model, "? /");
    type_in(&mut model, "bookmark");
    assert!(letters(&screen(&model)).contains("Bookmark the chosen article"), "the help is searched by the palette");
}

#[test]
fn escape_takes_a_search_back_at_the_top_level() {
    let mut model = model((120, 40), Lang::English);
    press(&mut model, "/");
    type_in(&mut model, "tuesday");
    update(&mut model, Msg::Found { query: "tuesday".into(), ids: Vec::new() });
    press(&mut model, "enter");
    assert!(model.shown.events.is_empty());
    press(&mut model, "esc");
    assert_eq!(model.shown.events.len(), 6);
}

#[test]
fn filters_that_find_no_room_are_counted() {
    let mut model = model((60, 24), Lang::English);
    press(&mut model, "f M R B");
    press(&mut model, "P");
    type_in(&mut model, "mass");
    press(&mut model, "enter");
    let drawn = letters(&screen(&model));
    let line = drawn.lines().find(|line| line.contains("Filters")).expect("the line of filters");
    let shown = line.matches('×').count();
    assert!(shown >= 1 && line.trim_end().ends_with(&format!("+{}", 5 - shown)), "{line}");
}

#[test]
fn an_opened_article_is_read_once() {
    let mut model = model((80, 24), Lang::English);
    let effects = update(&mut model, Msg::Opened(Box::new(article())));
    assert!(matches!(effects.as_slice(), [Effect::Mark(_, mark)] if mark.read));
    press(&mut model, "esc");
    assert!(update(&mut model, Msg::Opened(Box::new(article()))).is_empty());
}

#[test]
fn an_address_is_shown_before_it_is_opened() {
    let mut model = model((80, 24), Lang::English);
    assert!(press(&mut model, "o").is_empty());
    assert!(letters(&screen(&model)).contains("https://example.org/2"));
    assert_eq!(press(&mut model, "enter"), [Effect::Browse("https://example.org/2".into())]);
    assert!(press(&mut model, "o esc").is_empty());
}

#[test]
fn a_citation_is_copied_in_logical_order() {
    let mut model = model((80, 24), Lang::English);
    let effects = press(&mut model, "y");
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.as_str().contains("أبلغت ديفكور الشركة") && text.as_str().contains("2021-03-09"), "{text}");
}

#[test]
fn quitting_cancelling_and_work() {
    let mut model = model((80, 24), Lang::English);
    assert_eq!(press(&mut model, "q"), [Effect::Quit]);
    assert_eq!(press(&mut model, "/ ctrl-c"), [Effect::Quit], "Ctrl-C leaves while typing too");
    press(&mut model, "esc");
    assert!(press(&mut model, "esc").is_empty(), "Esc at the top level does nothing");
    assert_eq!(press(&mut model, "r"), [Effect::Refresh]);
    let progress =
        marsad::model::Progress { name: "feed".into(), step: marsad::model::Step::Started, done: 3, total: 9 };
    update(&mut model, Msg::Progress(progress));
    assert!(letters(&screen(&model)).contains("3/9"));
    assert!(press(&mut model, "r").is_empty(), "one refresh at a time");
    assert_eq!(press(&mut model, "esc"), [Effect::Cancel]);
    assert_eq!(update(&mut model, Msg::Done { words: "+2".into(), bad: false }), [Effect::Load]);
}

#[test]
fn new_data_keep_the_chosen_event() {
    let mut model = model((120, 40), Lang::English);
    press(&mut model, "] ] ]");
    let chosen = model.event().map(|event| event.id.clone());
    let mut data = fixture::data();
    data.timeline.events.remove(0);
    update(&mut model, Msg::Loaded(Box::new(data)));
    assert_eq!(model.event().map(|event| event.id.clone()), chosen);
}

#[test]
fn the_mouse_chooses_rows_days_and_tabs() {
    let mut model = model((120, 40), Lang::English);
    let click = |model: &mut Model, column, row| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        update(model, Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    };
    let drawn = letters(&screen(&model));
    let row = drawn.lines().position(|line| line.contains("03-02 Tue")).expect("the event is listed") as u16;
    click(&mut model, 30, row);
    assert_eq!(model.event().map(|event| event.id.as_str()), Some("2021-03-02-4"));
    assert!(matches!(click(&mut model, 30, row).as_slice(), [Effect::Open(_)]), "a second click opens");
    click(&mut model, 118, 3);
    assert!(model.time.day > day("2021-07-01"));
    click(&mut model, 18, 0);
    assert_eq!(model.tab, Tab::Articles);
}

#[test]
fn hostile_text_never_reaches_a_cell() {
    let mut model = model((120, 40), Lang::English);
    let mut data = fixture::data();
    for event in &mut data.timeline.events {
        event.title = "evil \u{1B}]0;owned\u{7}\u{202E}title\u{9B}31m".into();
        event.evidence[0].source.name = "a\u{1B}[2Jb".into();
    }
    data.rows[0].title = "x\u{1B}[31my\u{2066}".into();
    update(&mut model, Msg::Loaded(Box::new(data)));
    let mut arabic = article();
    arabic.article.title = "عنوان\u{1B}[5m\u{202E}".into();
    for keys in ["1", "2", "3", "4"] {
        press(&mut model, keys);
        check_cells(&screen(&model));
    }
    update(&mut model, Msg::Opened(Box::new(arabic)));
    check_cells(&screen(&model));
    press(&mut model, "v");
    let shown = letters(&screen(&model));
    assert!(shown.contains("⟨U+202E⟩"), "invisible characters can be shown: {shown}");
}

fn check_cells(buffer: &Buffer) {
    for cell in &buffer.content {
        let bad = cell.symbol().chars().any(|c| {
            c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
        });
        assert!(!bad, "{:?}", cell.symbol());
    }
}

#[test]
fn keys_of_the_arabic_keyboard_work() {
    let mut model = model((80, 24), Lang::Arabic);
    let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    assert_eq!(Key::of(key('ت')), Key::of(key('j')));
    update(&mut model, Msg::Key(key('ت')));
    assert_eq!(model.time.day, day("2021-01-06"));
    assert_eq!(update(&mut model, Msg::Key(key('ض'))), [Effect::Quit]);
}
