//! Korean particles change with the last sound of the word before them, which a placeable does not tell.

/// The particles that have two forms.
const PARTICLES: [&str; 10] = ["으로", "은", "는", "이", "가", "을", "를", "과", "와", "로"];

/// The particle that a text begins with, if the word ends there: `이 ` is a particle, `이상` is a word.
pub(super) fn leading_particle(text: &str) -> Option<&'static str> {
    PARTICLES
        .into_iter()
        .find(|particle| text.strip_prefix(particle).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}
