//! Rules that keep doses, and figures that could be misread as doses, out of the text.

use crate::library::TopicKind;
use crate::library::check::page_view::PageView;
use crate::library::check::problem::Findings;
use crate::library::check::view::ContentView;

/// Pages that may state normal values and intakes; tests may too.
const FIGURE_PAGES: &[&str] = &["start/dietary-calcium", "start/calcium-balance"];

/// Units that make a figure look like a dose, in lower case.
const UNITS: &str = "mg mcg µg μg ug microg g ng pg gram grams milligram milligrams microgram micrograms \
    iu u unit units mmol µmol μmol nmol pmol meq ml";

/// Abbreviations that were misread with harm: units as a nought, daily as four times a day.
const UNSAFE_WORDS: &[&str] = &["IU", "QD", "q.d", "QOD"];

struct DoseFigure<'t> {
    number: &'t str,
    unit: &'t str,
    written: &'t str,
    before: Option<char>,
    after: &'t str,
}

pub fn figures(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    if page.kind == Some(TopicKind::Diagnostic) || FIGURE_PAGES.contains(&page.id()) {
        return;
    }
    let help = "say it without the figure: doses are not given, and normal values stand in the pages on tests and diet";
    for it in page.texts() {
        let figures = figures_in(it.text).into_iter();
        let doses = figures.filter(DoseFigure::looks_like_a_dose);
        for written in doses.map(|figure| figure.written) {
            let message = format!("`{written}` could be read as a dose");
            view.tell(found, &it, written, (message, help));
        }
    }
}

pub fn unsafe_forms(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    for it in page.texts() {
        let words = it.text.split_whitespace();
        let words = words.map(|word| word.trim_matches(|it: char| !it.is_alphanumeric()));
        let words = words.filter(|word| UNSAFE_WORDS.contains(word));
        let words = words.map(|word| (word, "write the words out: units, once a day"));
        let figures = figures_in(it.text).into_iter();
        let figures = figures.filter_map(|figure| Some((figure.written, figure.unsafe_form()?)));
        for (written, help) in words.chain(figures) {
            let message = format!("`{written}` is easily misread");
            view.tell(found, &it, written, (message, help));
        }
    }
}

fn figures_in(text: &str) -> Vec<DoseFigure<'_>> {
    let is_digit = |it: char| it.is_ascii_digit();
    let mut figures: Vec<DoseFigure<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_digit)) {
        let figure = figure_at(text, at + start);
        at += start + figure.number.len();
        figures.push(figure);
    }
    figures
}

fn figure_at(text: &str, start: usize) -> DoseFigure<'_> {
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let number = leading(rest, |it| it.is_ascii_digit() || it == '.' || it == ',')
        .trim_end_matches(['.', ',']);
    let behind = rest.get(number.len()..).unwrap_or_default();
    let gap = leading(behind, |it| it.is_whitespace() || it == '-');
    let gap = if gap.chars().count() == 1 { gap } else { "" };
    let unit = behind.get(gap.len()..).unwrap_or_default();
    let unit = leading(unit, char::is_alphabetic);
    let gap = if unit.is_empty() { 0 } else { gap.len() };
    let length = number.len() + gap + unit.len();
    let (written, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    DoseFigure {
        number,
        unit,
        written,
        before: before.chars().next_back(),
        after,
    }
}

/// The start of `text` as far as `wanted` holds.
fn leading(text: &str, wanted: impl Fn(char) -> bool) -> &str {
    let end = text.find(|it| !wanted(it)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

impl DoseFigure<'_> {
    fn looks_like_a_dose(&self) -> bool {
        // A single letter is a unit only as it is written: 4 G is no gram.
        let letter = self.unit.chars().count() > 1 || ["g", "U"].contains(&self.unit);
        // So much in a litre is a level in the blood.
        let is_level = self.after.starts_with('/');
        letter && !is_level && UNITS.split(' ').any(|it| it == self.unit.to_lowercase())
    }

    fn unsafe_form(&self) -> Option<&'static str> {
        let percent = self.after.trim_start().starts_with('%');
        let whole = self
            .number
            .strip_suffix('0')
            .map(|rest| rest.trim_end_matches('0'));
        let trailing = whole
            .and_then(|rest| rest.strip_suffix('.'))
            .is_some_and(|rest| !rest.contains('.'));
        if self.unit == "U" {
            Some("write units")
        } else if trailing && !percent && self.looks_like_a_dose() {
            Some("leave out the nought behind the point: it is read as ten times as much")
        } else if self.before == Some('.') && self.looks_like_a_dose() {
            Some("write a nought before the point")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doses(text: &str) -> Vec<&str> {
        let figures = figures_in(text).into_iter();
        figures
            .filter(DoseFigure::looks_like_a_dose)
            .map(|figure| figure.written)
            .collect()
    }

    #[test]
    fn a_number_with_a_unit_looks_like_a_dose() {
        assert_eq!(
            doses("Take 5–10 mg or 1,000mg, a 5-mg tablet, 2.5\u{a0}mmol. It was 2.5\u{a0}mmol/L"),
            ["10 mg", "1,000mg", "5-mg", "2.5\u{a0}mmol"]
        );
        assert_eq!(
            doses("In 12 patients of 4 mm, 83 % in 2 groups, 10 years. 3. g"),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn forms_that_were_misread_are_known() {
        let unsafe_forms = |text: &'static str| -> Vec<&str> {
            let figures = figures_in(text).into_iter();
            figures
                .filter(|it| it.unsafe_form().is_some())
                .map(|it| it.written)
                .collect()
        };
        assert_eq!(
            unsafe_forms("2.0 mg, 2.0 cm, 2.00 mmol/L, 10U, .5 mg, 2.0 %, 1.10, 20, 1.2.0"),
            ["2.0 mg", "10U", "5 mg"]
        );
    }
}
