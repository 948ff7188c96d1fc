//! Canvases that paint themselves.

use explorer::theme::Theme;
use yew::{Callback, Html, NodeRef, Properties, function_component, html, use_effect_with, use_node_ref};

use crate::browser;

/// What a canvas shows.
#[derive(Debug, PartialEq, Properties)]
pub(super) struct CanvasProps {
    /// What it shows, for those who do not see it; without one it is decoration.
    pub(super) label: Option<String>,
    /// Changes when the picture does.
    pub(super) version: (usize, Theme),
    /// Paints.
    pub(super) paint: Callback<NodeRef>,
}

/// A canvas that paints itself when what it shows, or its size, changes.
#[function_component]
pub(super) fn Canvas(props: &CanvasProps) -> Html {
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        let paint = props.paint.clone();
        // The observer calls once when it begins, so this paints at first, too.
        use_effect_with(props.version, move |_| {
            let target = canvas.clone();
            let sizes = browser::on_resize(&canvas, move || paint.emit(target.clone()));
            move || drop(sizes)
        });
    }
    match &props.label {
        Some(label) => html! { <canvas ref={canvas} role="img" aria-label={label.clone()}></canvas> },
        None => html! { <canvas ref={canvas} aria-hidden="true"></canvas> },
    }
}
