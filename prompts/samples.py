"""Sample inputs for any prompt, so that every branch of its template is rendered before use."""

from collections.abc import Iterator

from prompts.bundle import Prompt
from prompts.parts import Input

CHARS_PER_TOKEN = 4
"""An estimate for English in tokenizers of today, good to some 15 %; no tokenizer is asked."""
_SAMPLES: dict[str, object] = {
    "text": "a text",
    "texts": ["a text"],
    "turns": [{"author": "agent", "text": "one"}, {"author": "customer", "text": "two"}],
    "findings": [
        {"guardrail": "strengthened", "message": "one", "draft": "may", "reply": "will"},
        {"guardrail": "new_commitment", "message": "two", "reply": "more"},
    ],
    "number": 280,
}


def samples(prompt: Prompt) -> Iterator[dict[str, object]]:
    """Every choice with all inputs, then what is required alone, then each optional one missing."""
    for choice in _choices(prompt):
        yield {name: _sample(of, choice) for name, of in prompt.inputs.items()}
    everything = {name: _sample(of, "") for name, of in prompt.inputs.items()}
    optional = [name for name, of in prompt.inputs.items() if not of.required]
    for left_out in (optional, *([name] for name in optional)):
        yield {name: value for name, value in everything.items() if name not in left_out}


def estimated_tokens(prompt: Prompt) -> int:
    """The most that the prompt's own words cost, users' texts all but empty: characters / 4.

    Raises SourceError where a branch of a template cannot be rendered.
    """
    return max(
        sum(len(message.content) for message in prompt.render(**given)) // CHARS_PER_TOKEN
        for given in samples(prompt)
    )


def _choices(prompt: Prompt) -> tuple[str, ...]:
    return tuple(choice for of in prompt.inputs.values() for choice in of.choices) or ("",)


def _sample(declared: Input, choice: str) -> object:
    if declared.kind == "choice":
        return choice if choice in declared.choices else declared.choices[0]
    return _SAMPLES[declared.kind]
