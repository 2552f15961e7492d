//! The screen from right to left: mirrored, with keys, mouse and choice of letters that follow.

#[path = "screen/fixture.rs"]
mod fixture;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fixture::{day, model};
use marsad::bidi::controls;
use marsad::model::{Analysed, Article, ArticleId, Lang, Source, SourceKind};
use marsad::tui::{Digits, Effect, Flow, Model, Msg, Tab, draw, update};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

fn screen(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.look.size.0, model.look.size.1));
    draw(model, &mut buffer);
    buffer
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

fn press(model: &mut Model, code: KeyCode) -> Vec<Effect> {
    update(model, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

/// Presses the key of the other language.
fn turn(model: &mut Model) {
    update(model, Msg::Key(KeyEvent::new(KeyCode::Char('t'), KeyModifiers::CONTROL)));
}

fn mouse(model: &mut Model, kind: MouseEventKind, (column, row): (u16, u16)) -> Vec<Effect> {
    update(model, Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

/// The place of the first of the cells that show `letters` one after the other.
fn find(buffer: &Buffer, letters: &str) -> (u16, u16) {
    for y in 0..buffer.area.height {
        let line = row(buffer, y);
        if let Some(at) = line.find(letters) {
            return (line.get(..at).unwrap_or("").chars().count() as u16, y);
        }
    }
    panic!("{letters} is nowhere");
}

fn reading(text: &str) -> Model {
    let mut model = model((80, 24), Lang::Arabic);
    let article = Analysed {
        id: ArticleId(format!("{:016x}", 5)),
        article: Article {
            title: "خبر".into(),
            body: text.into(),
            lang: Lang::Arabic,
            source: Source { name: "مرصد".into(), kind: SourceKind::Saved },
            ..Article::default()
        },
        analysis: marsad::model::Analysis { lang: Lang::Arabic, ..marsad::model::Analysis::default() },
    };
    update(&mut model, Msg::Opened(Box::new(article)));
    model
}

#[test]
fn the_whole_screen_is_turned_round_and_back_by_a_key() {
    for size in [(80, 24), (200, 60)] {
        let mut model = model(size, Lang::English);
        let english = screen(&model);
        turn(&mut model);
        assert_eq!(model.lang(), Lang::Arabic);
        let arabic = screen(&model);
        // The tabs begin at the right, the bars of both languages are mirrored cell by cell.
        assert_eq!(arabic[(size.0 - 3, 0)].symbol(), "1");
        let bars = |buffer: &Buffer, mirrored: bool| -> Vec<String> {
            let place = |x: u16| if mirrored { size.0 - 1 - x } else { x };
            (2..4)
                .flat_map(|y| (4..size.0 - 1).map(move |x| (x, y)))
                .map(|(x, y)| buffer[(place(x), y)].symbol().to_owned())
                .collect()
        };
        assert_eq!(bars(&english, false), bars(&arabic, true));
        turn(&mut model);
        assert_eq!(screen(&model), english);
    }
}

#[test]
fn side_by_side_the_list_is_right_and_the_evidence_left() {
    let buffer = screen(&model((200, 60), Lang::Arabic));
    let border = find(&buffer, "│").0;
    let (evidence, _) = find(&buffer, "ﺔﻟﺩﻷﺍ");
    assert!(evidence < border && (90..110).contains(&border), "{evidence} {border}");
    assert_eq!(buffer[(199, 12)].symbol(), "▐", "the phase stands at the right margin");
}

#[test]
fn arrows_go_to_their_side_of_the_screen_whichever_way_time_runs() {
    let check = |lang: Lang, flow: Flow, key: KeyCode, later: bool| {
        let mut model = model((120, 40), lang);
        model.look.time = flow;
        press(&mut model, KeyCode::Char(']'));
        press(&mut model, KeyCode::Char(']'));
        let before = model.time.day;
        press(&mut model, key);
        assert_eq!(model.time.day > before, later, "{lang:?} {flow:?} {key:?}");
    };
    for (lang, flow, rtl) in [
        (Lang::English, Flow::Reading, false),
        (Lang::Arabic, Flow::Reading, true),
        (Lang::Arabic, Flow::LeftToRight, false),
        (Lang::English, Flow::RightToLeft, true),
    ] {
        check(lang, flow, KeyCode::Right, !rtl);
        check(lang, flow, KeyCode::Char('l'), !rtl);
        check(lang, flow, KeyCode::Left, rtl);
        // The same key on an Arabic keyboard.
        check(lang, flow, KeyCode::Char('ا'), rtl);
    }
}

#[test]
fn a_click_on_the_chart_finds_the_day_under_it_in_every_direction() {
    for (lang, flow) in [
        (Lang::English, Flow::Reading),
        (Lang::English, Flow::RightToLeft),
        (Lang::Arabic, Flow::Reading),
        (Lang::Arabic, Flow::LeftToRight),
    ] {
        let mut model = model((120, 40), lang);
        model.look.time = flow;
        let last = if model.time_is_rtl() { 5 } else { 114 };
        mouse(&mut model, MouseEventKind::Down(MouseButton::Left), (last, 4));
        assert!(model.time.day >= day("2021-07-12"), "{lang:?} {flow:?} {}", model.time.day);
        mouse(&mut model, MouseEventKind::Down(MouseButton::Left), (119 - last, 4));
        assert!(model.time.day <= day("2021-01-20"), "{lang:?} {flow:?} {}", model.time.day);
    }
}

#[test]
fn tabs_and_rows_are_clicked_where_they_are_drawn() {
    let mut model = model((120, 40), Lang::Arabic);
    let tab = find(&screen(&model), "3");
    mouse(&mut model, MouseEventKind::Down(MouseButton::Left), tab);
    assert_eq!(model.tab, Tab::Entities);
    press(&mut model, KeyCode::Char('1'));
    let list = (119, find(&screen(&model), "▐").1 + 2);
    mouse(&mut model, MouseEventKind::Down(MouseButton::Left), list);
    assert_eq!(model.visible().iter().position(|event| Some(*event) == model.time.event), Some(2));
}

#[test]
fn letters_are_chosen_and_copied_in_the_order_they_are_read() {
    let mut model = reading("أصدرت Microsoft تصحيحات لأربع ثغرات.");
    let buffer = screen(&model);
    let (x, y) = find(&buffer, "Microsoft");
    // From the verb's last letter, right of the name, to the name's fourth letter: two pieces on the screen.
    mouse(&mut model, MouseEventKind::Down(MouseButton::Left), (x + 10, y));
    mouse(&mut model, MouseEventKind::Drag(MouseButton::Left), (x + 3, y));
    let chosen = screen(&model);
    let reversed = |x: u16| chosen[(x, y)].modifier.contains(Modifier::REVERSED);
    assert_eq!((x - 1..x + 12).filter(|x| reversed(*x)).collect::<Vec<_>>(), [x, x + 1, x + 2, x + 3, x + 9, x + 10]);
    let effects = mouse(&mut model, MouseEventKind::Up(MouseButton::Left), (x + 3, y));
    assert!(matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str() == "ت Micr"), "{effects:?}");
    press(&mut model, KeyCode::Esc);
    assert!(model.selection.is_none() && model.layers.len() == 1, "Esc first lets go of the letters");
}

#[test]
fn a_choice_that_leaves_its_text_reaches_to_its_nearest_letter() {
    let mut model = reading("سطر أول\nسطر ثان");
    let buffer = screen(&model);
    let (x, y) = find(&buffer, "ﻥﺎﺛ");
    mouse(&mut model, MouseEventKind::Down(MouseButton::Left), (x, y));
    mouse(&mut model, MouseEventKind::Drag(MouseButton::Left), (79, 0));
    let effects = mouse(&mut model, MouseEventKind::Up(MouseButton::Left), (79, 0));
    assert!(matches!(effects.as_slice(), [Effect::Copy(text)] if text.as_str() == "سطر أول\nسطر ثان"), "{effects:?}");
}

#[test]
fn a_click_on_an_address_asks_before_it_is_opened() {
    let mut model = reading("انظر https://example.org/a للمزيد");
    let place = find(&screen(&model), "example");
    assert!(screen(&model)[Position::from(place)].modifier.contains(Modifier::UNDERLINED));
    mouse(&mut model, MouseEventKind::Down(MouseButton::Left), place);
    mouse(&mut model, MouseEventKind::Up(MouseButton::Left), place);
    assert_eq!(press(&mut model, KeyCode::Enter), [Effect::Browse("https://example.org/a".into())]);
}

#[test]
fn direction_controls_of_a_text_are_told_and_have_no_cell() {
    let body = "دفع \u{202E}cod.exe\u{202C} أمس";
    assert_eq!(controls(body).count(), 2);
    let buffer = screen(&reading(body));
    let (_, y) = find(&buffer, "RLO×1");
    assert!(row(&buffer, y).contains("PDF×1"));
    assert!(!buffer.content.iter().any(|cell| cell.symbol().contains(['\u{202E}', '\u{202C}'])));
    find(&buffer, "cod.exe");
}

#[test]
fn digits_of_the_interface_change_and_those_of_articles_do_not() {
    let mut model = model((120, 40), Lang::Arabic);
    press(&mut model, KeyCode::Char('D'));
    assert_eq!(model.look.pen.digits, Digits::ArabicIndic);
    let buffer = screen(&model);
    find(&buffer, "٠١-٠٥");
    update(&mut model, Msg::Opened(Box::new(reading_article("عام 2021"))));
    find(&screen(&model), "2021");
}

fn reading_article(text: &str) -> Analysed {
    let article = Article { body: text.into(), lang: Lang::Arabic, ..Article::default() };
    let analysis = marsad::model::Analysis { lang: Lang::Arabic, ..marsad::model::Analysis::default() };
    Analysed { id: ArticleId("1".into()), article, analysis }
}

#[test]
fn paragraphs_can_fill_both_margins() {
    let words = "وقالت الشركة الأميركية إن التحديث متاح للجميع منذ يوم الثلاثاء وإن على المسؤولين تثبيته في أقرب وقت ممكن لأن الهجمات مستمرة";
    let mut model = reading(words);
    let ragged = screen(&model);
    press(&mut model, KeyCode::Char('K'));
    let full = screen(&model);
    let y = find(&ragged, "ﺖﻟﺎﻗﻭ").1;
    let ink = |buffer: &Buffer| (0..80).find(|x| buffer[(*x, y)].symbol() != " ");
    assert!(ink(&full) < ink(&ragged), "{:?} {:?}", ink(&full), ink(&ragged));
    assert!(row(&full, y).contains('ـ') && !row(&ragged, y).contains('ـ'));
}

#[test]
fn the_cursor_of_a_typed_line_goes_to_the_side_of_the_arrow() {
    let mut model = model((80, 24), Lang::Arabic);
    press(&mut model, KeyCode::Char('/'));
    for c in "دار".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    let cursor = |model: &Model| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        draw(model, &mut buffer).expect("a line is being typed")
    };
    let end = cursor(&model);
    press(&mut model, KeyCode::Right);
    assert_eq!(cursor(&model), Position::new(end.x + 1, end.y));
    press(&mut model, KeyCode::Left);
    assert_eq!(cursor(&model), end);
}

/// The Latin words of a text, three letters or longer.
fn latin(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2);
    words.map(str::to_owned).collect()
}

#[test]
fn the_arabic_interface_has_no_english_word_of_its_own() {
    let fresh = || model((160, 45), Lang::Arabic);
    // What the sources wrote and the names of keys are not the interface's; boxes cut words.
    let mut theirs = format!("{:?}", fresh().data);
    for entry in marsad::tui::commands() {
        theirs.push_str(&entry.keys.join(" "));
    }
    let fail = |model: &mut Model| {
        let reason = marsad::model::Reason::of("net-later", ["2021".into()]);
        update(model, Msg::Notice { words: reason, bad: true });
    };
    for keys in ["1", "2", "3", "4", "?", ":", "u", "E", "P", "S", "/", "t", "i", "a", "b", "R", "f", "MT", "D", "W"] {
        let mut model = fresh();
        for key in keys.chars() {
            press(&mut model, KeyCode::Char(key));
        }
        for failed in [false, true] {
            if failed {
                fail(&mut model);
            }
            let buffer = screen(&model);
            for y in 0..buffer.area.height {
                let line = row(&buffer, y);
                let ours: Vec<String> =
                    latin(&line).into_iter().filter(|word| !theirs.contains(word.as_str())).collect();
                assert!(ours.is_empty(), "{keys}: {ours:?} in {line}");
            }
        }
    }
}
