//! Names for the parts of Fluent that the generator leaves out.

use fluent_syntax::ast::{Expression, InlineExpression};

/// What an expression is, and a part of the text that it is at.
pub(super) fn describe<'a>(expression: &Expression<&'a str>) -> (&'static str, &'a str) {
    match expression {
        Expression::Select { selector, .. } => ("a selector", describe_inline(selector).1),
        Expression::Inline(inline) => describe_inline(inline),
    }
}

fn describe_inline<'a>(inline: &InlineExpression<&'a str>) -> (&'static str, &'a str) {
    match inline {
        InlineExpression::StringLiteral { value } => ("a string literal", value),
        InlineExpression::NumberLiteral { value } => ("a number literal", value),
        InlineExpression::FunctionReference { id, .. } => ("a function", id.name),
        InlineExpression::MessageReference { id, .. } => ("a reference to a message", id.name),
        InlineExpression::TermReference { id, .. } => ("a term with an attribute or arguments", id.name),
        InlineExpression::VariableReference { id } => ("a variable", id.name),
        InlineExpression::Placeable { expression } => ("a placeable in a placeable", describe(expression).1),
    }
}
