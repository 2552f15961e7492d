//! Where the program keeps its files.

use std::path::{Path, PathBuf};

/// What the surroundings say of places, handed in by whoever may look at them.
///
/// The names are those of the XDG Base Directory Specification 0.8; elsewhere the caller puts the
/// system's own folders into the same fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The folder that the user asked for with `--data`.
    pub data: Option<PathBuf>,
    /// `HOME`.
    pub home: Option<PathBuf>,
    /// `XDG_DATA_HOME`.
    pub data_home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`.
    pub config_home: Option<PathBuf>,
    /// `XDG_CACHE_HOME`.
    pub cache_home: Option<PathBuf>,
}

/// The folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Stores, one file a case.
    pub data: PathBuf,
    /// `settings.toml`.
    pub config: PathBuf,
    /// What may be thrown away.
    pub cache: PathBuf,
}

/// No folder can be told from the surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no place to keep files: neither HOME nor XDG_DATA_HOME is set; name a folder with --data DIR")]
pub struct PathsError;

const PROGRAM: &str = "marsad";

impl Paths {
    /// The folders for `places`. A folder given with `--data` serves for everything that the
    /// surroundings name no place for.
    ///
    /// # Errors
    /// Where there is no `--data` and no absolute `HOME` or `XDG_DATA_HOME`.
    pub fn new(places: &Places) -> Result<Self, PathsError> {
        let base = |variable: &Option<PathBuf>, below_home: &str| {
            // The specification says to ignore relative paths.
            let absolute = |path: &&PathBuf| path.is_absolute();
            let chosen = variable.as_ref().filter(absolute).cloned();
            chosen.or_else(|| places.home.as_ref().filter(absolute).map(|home| home.join(below_home)))
        };
        let program = |base: Option<PathBuf>| base.map(|base| base.join(PROGRAM));
        let data = places.data.clone().or_else(|| program(base(&places.data_home, ".local/share")));
        let data = data.ok_or(PathsError)?;
        let config = program(base(&places.config_home, ".config")).unwrap_or_else(|| data.clone());
        let cache = program(base(&places.cache_home, ".cache")).unwrap_or_else(|| data.join("cache"));
        Ok(Self { data, config, cache })
    }

    /// The store of the case with the id `case`.
    pub fn store(&self, case: &str) -> PathBuf {
        self.data.join(format!("{case}.sqlite"))
    }

    /// The user's settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join(Path::new("settings.toml"))
    }

    /// The user's own copy of the case with the id `case` that the program comes with.
    pub fn case(&self, case: &str) -> PathBuf {
        self.config.join(format!("{case}.toml"))
    }

    /// What the user said of terminals.
    pub fn terminals(&self) -> PathBuf {
        self.config.join(Path::new("terminals.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &Places, expect: Option<[&str; 3]>) {
        let paths =
            expect.map(|[data, config, cache]| Paths { data: data.into(), config: config.into(), cache: cache.into() });
        assert_eq!(Paths::new(places), paths.ok_or(PathsError), "{places:?}");
    }

    #[test]
    fn folders_come_from_the_surroundings() {
        let path = |text: &str| Some(PathBuf::from(text));
        let none = Places::default();
        check(&none, None);
        check(&Places { home: path("relative"), ..none.clone() }, None);
        check(&Places { data: path("d"), ..none.clone() }, Some(["d", "d", "d/cache"]));
        check(
            &Places { home: path("/h"), ..none.clone() },
            Some(["/h/.local/share/marsad", "/h/.config/marsad", "/h/.cache/marsad"]),
        );
        check(
            &Places { data: path("/d"), home: path("/h"), ..none.clone() },
            Some(["/d", "/h/.config/marsad", "/h/.cache/marsad"]),
        );
        check(&Places { data_home: path("/x"), ..none.clone() }, Some(["/x/marsad", "/x/marsad", "/x/marsad/cache"]));
        check(
            &Places { home: path("/h"), data_home: path("rel"), config_home: path("/c"), ..none },
            Some(["/h/.local/share/marsad", "/c/marsad", "/h/.cache/marsad"]),
        );
    }

    #[test]
    fn files_have_fixed_names() {
        let paths = Paths { data: "/d".into(), config: "/c".into(), cache: "/k".into() };
        assert_eq!(paths.store("exchange-2021"), Path::new("/d/exchange-2021.sqlite"));
        assert_eq!(paths.settings(), Path::new("/c/settings.toml"));
        assert_eq!(paths.case("exchange-2021"), Path::new("/c/exchange-2021.toml"));
        assert_eq!(paths.terminals(), Path::new("/c/terminals.toml"));
    }
}
