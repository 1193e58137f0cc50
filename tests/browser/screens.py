"""The two screens that every page must fit."""

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
