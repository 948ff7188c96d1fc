//! The foot: what the model assumes, what it leaves out, and its source.

use explorer::page::Page;
use explorer::words;
use lambda_sim::MODEL_VERSION;
use yew::{Html, html};

/// AWS's page on concurrency.
const GUIDE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html";

/// The foot.
pub(super) fn foot(page: &Page) -> Html {
    let language = page.language();
    let digest = page.run().map(|run| words::run_digest(language, run.digest()).to_string());
    html! {
        <footer class="foot">
            <div>
                <h2>{ words::model_title(language) }</h2>
                <p>{ words::model_text(language) }</p>
            </div>
            <div>
                <h2>{ words::not_modelled_title(language) }</h2>
                <p>{ words::not_modelled_text(language) }</p>
            </div>
            <div>
                <h2>{ words::source_title(language) }</h2>
                <p><a href={GUIDE}>{ words::source_text(language) }</a></p>
                <p>{ words::not_affiliated(language, MODEL_VERSION, page.scenario().seed).to_string() }</p>
                <p class="digest">{ digest }</p>
            </div>
        </footer>
    }
}
