"""Hand-written stand-ins for what tests may not have: a model that says what it is told."""

from collections.abc import Mapping, Sequence

from api.domain.reply import Usage
from api.rewriting.model import Completion, ModelError
from prompts import Message


class ScriptedModel:
    """Answers with its script in order; an error in it is raised. `asked` keeps the messages.

    `given_s` keeps the seconds that each call was given.
    """

    def __init__(self, *script: str | ModelError) -> None:
        self._script = list(script)
        self.asked: list[tuple[Message, ...]] = []
        self.given_s: list[float] = []

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """The next line of the script."""
        assert parameters
        assert deadline_s > 0
        self.given_s.append(deadline_s)
        self.asked.append(tuple(messages))
        line = self._script.pop(0)
        if isinstance(line, ModelError):
            raise line
        return Completion(line, "scripted-1", Usage(100, 20))
