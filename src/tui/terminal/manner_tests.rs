use super::*;

fn around(variables: &[(&str, &str)]) -> Surroundings {
    Surroundings::of(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

/// A terminal that answered everything it was asked; with what is different.
fn said(change: impl FnOnce(&mut Answers)) -> Answers {
    let mut answers = Answers { device: true, ..Answers::default() };
    change(&mut answers);
    answers
}

fn version(words: &str) -> Answers {
    said(|answers| answers.version = Some(words.to_owned()))
}

fn unit(digits: &str) -> Answers {
    said(|answers| answers.unit = Some(digits.to_owned()))
}

fn mode(state: u8) -> Answers {
    said(|answers| answers.bdsm = Some(state))
}

/// tmux with these terminals, each with its `TERM` and what it answered.
fn tmux(passthrough: bool, clients: &[(&str, &str)]) -> Answers {
    let client = |(term, version): &(&str, &str)| Client { term: (*term).into(), version: (*version).into() };
    let clients = clients.iter().map(client).collect();
    said(|answers| {
        answers.version = Some("tmux 3.3a".to_owned());
        answers.tmux = Some(Tmux { clients, passthrough });
    })
}

const EXPLICIT: Transport = Transport::Switch(Switch::Explicit);
const KONSOLE: Transport = Transport::Switch(Switch::Konsole);
const MLTERM: Transport = Transport::Switch(Switch::Mlterm);

#[track_caller]
fn auto(variables: &[(&str, &str)], answers: &Answers, transport: Transport, name: &str) {
    let manner = decide(Wish::default(), &around(variables), answers, &|_| None);
    assert_eq!((manner.transport, manner.name.as_str()), (transport, name), "{variables:?} {answers:?}");
}

const TERM: (&str, &str) = ("TERM", "xterm-256color");

#[test]
fn a_terminal_that_answers_is_known_by_its_answers() {
    for (answers, transport, name) in [
        (version("XTerm(379)"), Transport::Strict, "xterm"),
        (version("kitty(0.26.5)"), Transport::Word, "kitty"),
        (version("Konsole 22.12.3"), KONSOLE, "konsole"),
        (version("mlterm(3.9.3)"), MLTERM, "mlterm"),
        (version("mintty 3.6.1"), EXPLICIT, "mintty"),
        (version("VTE(7600)"), EXPLICIT, "vte"),
        (version("WezTerm 20240203"), Transport::Strict, "wezterm"),
        (version("ghostty 1.2.0"), Transport::Strict, "ghostty"),
        (version("iTerm2 3.5.0"), Transport::Strict, "iterm2"),
        (unit("7E4B4445"), KONSOLE, "konsole"),
        (unit("464f4f54"), Transport::Strict, "foot"),
        (mode(1), EXPLICIT, "vte"),
        (mode(2), Transport::Strict, "vte"),
        (mode(3), Transport::Inverse, "vte"),
        (mode(4), Transport::Strict, "vte"),
        (mode(0), Transport::Strict, "terminal"),
        (Answers::default(), Transport::Strict, "terminal"),
        (version("\u{7}\u{1B}["), Transport::Strict, "terminal"),
        (version("Ünïcode"), Transport::Strict, "terminal"),
    ] {
        auto(&[TERM], &answers, transport, name);
    }
    let implicit = said(|answers| (answers.bdsm, answers.version) = (Some(1), Some("WezTerm 2024".to_owned())));
    auto(&[TERM], &implicit, EXPLICIT, "wezterm");
}

#[test]
fn variables_of_the_terminal_it_was_started_from_are_not_believed() {
    let inherited = [TERM, ("KONSOLE_VERSION", "221203"), ("VTE_VERSION", "7006"), ("KITTY_WINDOW_ID", "1")];
    auto(&inherited, &version("XTerm(379)"), Transport::Strict, "xterm");
    auto(&inherited, &mode(1), EXPLICIT, "vte");
    auto(&inherited, &unit("7E4B4445"), KONSOLE, "konsole");
    auto(&[("TERM", "alacritty"), ("VTE_VERSION", "7006")], &said(|_| ()), Transport::Strict, "alacritty");
    auto(&[("TERM", "foot"), ("TMUX", "/tmp/x")], &said(|_| ()), Transport::Strict, "foot");
    auto(&[TERM, ("TMUX", "/tmp/x")], &version("XTerm(379)"), Transport::Strict, "xterm");
    auto(&[TERM, ("TMUX", "/tmp/x")], &mode(1), EXPLICIT, "vte");
    // VTE answers what it is asked, so this is another terminal that VTE started.
    auto(&[TERM, ("VTE_VERSION", "7006")], &said(|_| ()), Transport::Strict, "terminal");
}

#[test]
fn variables_speak_where_nobody_answers() {
    let silent = Answers::default();
    for (variables, transport, name) in [
        (vec![TERM, ("VTE_VERSION", "7006")], EXPLICIT, "vte"),
        (vec![TERM, ("KONSOLE_VERSION", "221203")], KONSOLE, "konsole"),
        (vec![("TERM", "mlterm")], MLTERM, "mlterm"),
        (vec![TERM, ("MLTERM", "3.9.3")], MLTERM, "mlterm"),
        (vec![("TERM", "xterm-kitty")], Transport::Word, "kitty"),
        (vec![TERM, ("KITTY_WINDOW_ID", "1")], Transport::Word, "kitty"),
        (vec![TERM, ("TERM_PROGRAM", "Apple_Terminal")], Transport::Inverse, "apple-terminal"),
        (vec![TERM, ("TERM_PROGRAM", "iTerm.app")], Transport::Strict, "iterm"),
        (vec![TERM, ("TERM_PROGRAM", "vscode")], Transport::Strict, "vscode"),
        (vec![TERM, ("WT_SESSION", "1")], Transport::Strict, "windows-terminal"),
        (vec![("TERM", "konsole-256color")], KONSOLE, "konsole"),
        (vec![("TERM", "vte-256color")], EXPLICIT, "vte"),
        (vec![("TERM", "linux")], Transport::Strict, "terminal"),
        (vec![("TERM", "")], Transport::Strict, "terminal"),
        (vec![], Transport::Strict, "terminal"),
        (vec![("TERM", "screen"), ("STY", "1"), ("VTE_VERSION", "7006")], Transport::Inverse, "screen:vte"),
    ] {
        auto(&variables, &silent, transport, name);
    }
}

#[test]
fn tmux_is_looked_through() {
    let term = [("TERM", "tmux-256color"), ("TMUX", "/tmp/x")];
    let vte = [("TERM", "tmux-256color"), ("TMUX", "/tmp/x"), ("VTE_VERSION", "7006"), ("TERM_PROGRAM", "tmux")];
    for (passthrough, clients, transport, name) in [
        (true, vec![("xterm-256color", "")], EXPLICIT, "tmux:vte"),
        (false, vec![("xterm-256color", "")], Transport::Inverse, "tmux:vte"),
        (true, vec![("xterm-kitty", "kitty(0.26.5)")], Transport::Word, "tmux:kitty"),
        (false, vec![("xterm-kitty", "kitty(0.26.5)")], Transport::Word, "tmux:kitty"),
        (true, vec![("xterm-256color", "Konsole 22.12.3")], KONSOLE, "tmux:konsole"),
        (false, vec![("xterm-256color", "Konsole 22.12.3")], Transport::Inverse, "tmux:konsole"),
        (false, vec![("xterm-256color", "XTerm(379)")], Transport::Strict, "tmux:xterm"),
        (false, vec![("foot", ""), ("xterm-256color", "VTE(7600)")], Transport::Inverse, "tmux:vte"),
        (true, vec![("foot", ""), ("xterm-256color", "VTE(7600)")], EXPLICIT, "tmux:vte"),
        (true, vec![("mlterm", ""), ("xterm-256color", "VTE(7600)")], Transport::Inverse, "tmux:mlterm"),
        (true, vec![("foot", ""), ("alacritty", "")], Transport::Strict, "tmux:foot"),
    ] {
        auto(&vte, &tmux(passthrough, &clients), transport, name);
    }
    auto(&term, &tmux(true, &[("xterm-256color", "")]), Transport::Strict, "tmux:terminal");
    // Over ssh nobody can ask tmux.
    auto(&[("TERM", "tmux-256color")], &version("tmux 3.3a"), Transport::Strict, "tmux:terminal");
    let manner = decide(Wish::default(), &around(&vte), &tmux(true, &[("xterm-256color", "")]), &|_| None);
    assert!(manner.tmux, "switches are wrapped");
}

#[test]
fn the_user_knows_better() {
    let kitty = version("kitty(0.26.5)");
    let of = |bidi, remembered: Option<BidiMode>| {
        let seen = |bidi| Remembered { bidi, ..Remembered::default() };
        let remembered = move |name: &str| remembered.filter(|_| name == "kitty").map(seen);
        decide(Wish { bidi, ..Wish::default() }, &around(&[TERM]), &kitty, &remembered).transport
    };
    for (mode, transport) in [
        (BidiMode::App, Transport::Strict),
        (BidiMode::Explicit, EXPLICIT),
        (BidiMode::Word, Transport::Word),
        (BidiMode::Inverse, Transport::Inverse),
        (BidiMode::Terminal, Transport::Terminal),
        (BidiMode::Off, Transport::Off),
    ] {
        assert_eq!(of(mode, Some(BidiMode::Word)), transport, "what is asked for wins");
        assert_eq!(of(BidiMode::Auto, Some(mode)), transport, "what is remembered beats what is known");
    }
    assert_eq!(of(BidiMode::Auto, Some(BidiMode::Auto)), Transport::Word);
    let seen = Remembered { marks: Marks::Keep, shape: Some(false), ..Remembered::default() };
    for (marks, shape, expect) in [
        (Marks::Auto, None, (true, false)),
        (Marks::Strip, None, (false, false)),
        (Marks::Auto, Some(true), (true, true)),
    ] {
        let wish = Wish { bidi: BidiMode::Auto, marks, shape };
        let manner = decide(wish, &around(&[TERM]), &kitty, &|_| Some(seen));
        assert_eq!((manner.marks, manner.shape), expect, "{wish:?}");
    }
    let explicit = |answers: &Answers| {
        decide(Wish { bidi: BidiMode::Explicit, ..Wish::default() }, &around(&[TERM]), answers, &|_| None).transport
    };
    assert_eq!((explicit(&unit("7E4B4445")), explicit(&version("mlterm 3.9"))), (KONSOLE, MLTERM));
}

#[test]
fn marks_are_left_out_where_the_terminal_misplaces_them() {
    let of = |marks, variables: &[(&str, &str)], answers: &Answers| {
        decide(Wish { marks, ..Wish::default() }, &around(variables), answers, &|_| None).marks
    };
    for (variables, answers, expect) in [
        (vec![("TERM", "alacritty")], said(|_| ()), false),
        (vec![("TERM", "xterm-kitty")], version("kitty(0.26.5)"), false),
        (vec![("TERM", "xterm-kitty")], version("kitty(0.36.0)"), true),
        (vec![("TERM", "xterm-kitty")], said(|_| ()), false),
        (vec![TERM], version("XTerm(379)"), true),
        (vec![TERM], mode(1), true),
        (vec![TERM], Answers::default(), true),
    ] {
        assert_eq!(of(Marks::Auto, &variables, &answers), expect, "{variables:?} {answers:?}");
        assert!(of(Marks::Keep, &variables, &answers) && !of(Marks::Strip, &variables, &answers));
    }
}

#[test]
fn letters_are_joined_unless_the_user_says_no() {
    let of = |bidi, shape| decide(Wish { bidi, shape, ..Wish::default() }, &around(&[]), &said(|_| ()), &|_| None);
    for (bidi, shape, expect) in [
        (BidiMode::Auto, None, true),
        (BidiMode::Auto, Some(false), false),
        (BidiMode::Terminal, None, true),
        (BidiMode::Off, None, false),
        (BidiMode::Off, Some(true), false),
    ] {
        assert_eq!(of(bidi, shape).shape, expect, "{bidi:?} {shape:?}");
    }
    assert!(!of(BidiMode::Off, None).orders() && of(BidiMode::App, None).orders());
}

#[test]
fn rows_are_turned_back_as_the_terminal_will_turn_them() {
    let of =
        |bidi, answers: &Answers| decide(Wish { bidi, ..Wish::default() }, &around(&[TERM]), answers, &|_| None).order;
    for (bidi, answers, expect) in [
        (BidiMode::Inverse, unit("7E4B4445"), Order::Konsole),
        (BidiMode::Inverse, version("mlterm"), Order::FirstStrong),
        (BidiMode::Terminal, mode(1), Order::Standard),
        (BidiMode::Word, version("XTerm(379)"), Order::Kitty),
        (BidiMode::Auto, version("kitty(0.40.0)"), Order::Kitty),
    ] {
        assert_eq!(of(bidi, &answers), expect, "{bidi:?} {answers:?}");
    }
}
