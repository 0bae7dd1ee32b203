"""A ticket about a kettle, a kind and a lying answer to it, and the pipeline that takes them."""

from functools import lru_cache

import prompts
from api.domain.lexicon import Lexicon
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.pipeline import Rewriter
from tests.fakes import ScriptedModel

DRAFT = (
    "Your refund request was denied because it came after 30 days. "
    "You may be able to exchange the kettle at https://shop.example/exchange."
)
KIND = (
    "<reply>I'm sorry, but we denied your refund request because it came after 30 days. [D1] "
    "You may still be able to exchange the kettle at https://shop.example/exchange. [D2]</reply>"
)
LIE = (
    "<reply>I'm sorry, but we denied your refund request because it came after 30 days. [D1] "
    "You will be able to exchange the kettle at https://shop.example/exchange. [D2]</reply>"
)


@lru_cache
def _words() -> tuple[Lexicon, Phrasebook]:
    return (
        Lexicon.from_data(prompts.data("lexicon/en.yaml")),
        Phrasebook.from_data(prompts.data("phrasebook/en.yaml")),
    )


def rewriter(model: ScriptedModel | None = None, **options: bool | int) -> Rewriter:
    """The pipeline with the words of the product."""
    lexicon, phrasebook = _words()
    return Rewriter(
        lexicon=lexicon,
        phrasebook=phrasebook,
        load_prompt=prompts.load,
        model=model,
        max_model_words=int(options.get("max_model_words", 600)),
        unchecked_languages=bool(options.get("unchecked_languages", False)),
    )
