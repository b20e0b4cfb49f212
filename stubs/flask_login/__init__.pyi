from collections.abc import Callable
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Request
from flask.typing import ResponseReturnValue

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Loader = TypeVar("_Loader", bound=Callable[[str], object | None])
_Handler = TypeVar("_Handler", bound=Callable[[], ResponseReturnValue])

class UserMixin:
    @property
    def is_active(self) -> bool: ...
    @property
    def is_authenticated(self) -> bool: ...
    @property
    def is_anonymous(self) -> bool: ...
    def get_id(self) -> str: ...

class AnonymousUserMixin:
    @property
    def is_active(self) -> bool: ...
    @property
    def is_authenticated(self) -> bool: ...
    @property
    def is_anonymous(self) -> bool: ...
    def get_id(self) -> None: ...

class LoginManager:
    login_view: str | None
    login_message: str | None
    login_message_category: str
    session_protection: str | None
    anonymous_user: Callable[[], object]
    def __init__(self, app: Flask | None = None, add_context_processor: bool = True) -> None: ...
    def init_app(self, app: Flask, add_context_processor: bool = True) -> None: ...
    def user_loader(self, callback: _Loader) -> _Loader: ...
    def request_loader(
        self, callback: Callable[[Request], object | None]
    ) -> Callable[[Request], object | None]: ...
    def unauthorized_handler(self, callback: _Handler) -> _Handler: ...
    def unauthorized(self) -> ResponseReturnValue: ...

# The account of the request, or an anonymous one: what it is, is for the one module that reads it.
current_user: Any

def login_user(
    user: object,
    remember: bool = False,
    duration: timedelta | None = None,
    force: bool = False,
    fresh: bool = True,
) -> bool: ...
def logout_user() -> bool: ...
def login_required(func: Callable[_P, _T]) -> Callable[_P, _T | ResponseReturnValue]: ...
