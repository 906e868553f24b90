"""The colours of the two themes, each written once: style sheet, palette and painters are made from them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hue:
    """The four colours of a state: words on a tint, the tint's edge, and the sign."""

    text: str
    tint: str
    line: str
    solid: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, as `#rrggbb`."""

    window: str
    surface: str
    sunken: str
    header: str
    line: str
    line_soft: str
    line_strong: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_soft2: str
    link: str
    focus: str
    rail: str
    rail_text: str
    rail_tile: str
    rail_on: str
    gold: str
    on_gold: str
    ins_bg: str
    del_bg: str
    toast: str
    toast_text: str
    toast_action: str
    green: Hue
    blue: Hue
    orange: Hue
    red: Hue
    grey: Hue
    warn: Hue

    def colour(self, name: str) -> str:
        """The colour a name stands for; a part of a hue is written `red.solid`."""
        head, _, part = name.partition(".")
        value = getattr(self, head)
        found: str = getattr(value, part) if part else value
        return found

    def hue(self, name: str) -> Hue:
        """The hue of this name: green, blue, orange, red, grey or warn."""
        hue: Hue = getattr(self, name)
        return hue


LIGHT = Tokens(
    window="#F2F4F5",
    surface="#FFFFFF",
    sunken="#F6F8F9",
    header="#F6F8F9",
    line="#DCE2E5",
    line_soft="#EAEEF0",
    line_strong="#7F8C93",
    text="#18222A",
    text2="#495862",
    text3="#5B6870",
    disabled="#98A3A9",
    accent="#0B5C6E",
    accent_hover="#094B5A",
    accent_press="#073C48",
    on_accent="#FFFFFF",
    accent_soft="#DDEEF1",
    accent_soft2="#EDF6F8",
    link="#0B5C6E",
    focus="#0B5C6E",
    rail="#12363F",
    rail_text="#C9DADD",
    rail_tile="#1F4E59",
    rail_on="#FFFFFF",
    gold="#E2B04A",
    on_gold="#2A1E00",
    ins_bg="#DDF1E1",
    del_bg="#FBE3E1",
    toast="#1B2A31",
    toast_text="#FFFFFF",
    toast_action="#8FDCEA",
    green=Hue("#17692F", "#E4F3E7", "#A8D3B2", "#23883D"),
    blue=Hue("#1B4F9C", "#E6EFFA", "#AFC8EC", "#2D6BC2"),
    orange=Hue("#8A4600", "#FDEEDC", "#E9C08D", "#C56A06"),
    red=Hue("#A61C1C", "#FCE8E6", "#EFB2AC", "#CF3030"),
    grey=Hue("#4C5860", "#ECEFF1", "#C8D0D4", "#748189"),
    warn=Hue("#6A5100", "#FFF5D1", "#DDBE5C", "#A67F00"),
)

DARK = Tokens(
    window="#161B1E",
    surface="#1E2528",
    sunken="#191F22",
    header="#232B2F",
    line="#323C41",
    line_soft="#2A3337",
    line_strong="#75838A",
    text="#E8EDEF",
    text2="#B5C0C5",
    text3="#A0ACB2",
    disabled="#5F6C72",
    accent="#5CC0D3",
    accent_hover="#7BCFDF",
    accent_press="#92DAE7",
    on_accent="#04222A",
    accent_soft="#18414A",
    accent_soft2="#1C3238",
    link="#6CCADB",
    focus="#6CCADB",
    rail="#101B1F",
    rail_text="#A9BABF",
    rail_tile="#1E3A42",
    rail_on="#FFFFFF",
    gold="#E2B04A",
    on_gold="#2A1E00",
    ins_bg="#1B3D26",
    del_bg="#4A2321",
    toast="#E8EDEF",
    toast_text="#0F1619",
    toast_action="#0B5C6E",
    green=Hue("#82D497", "#17331F", "#2F5F3B", "#4DB968"),
    blue=Hue("#92BEF6", "#182D4B", "#345380", "#6AA3EC"),
    orange=Hue("#F2B56C", "#3A2711", "#6C4B23", "#E39A3F"),
    red=Hue("#FFA199", "#431D1C", "#7D3935", "#F0706A"),
    grey=Hue("#B7C2C7", "#2B3438", "#475359", "#8C999F"),
    warn=Hue("#F0D56F", "#37300F", "#675B23", "#D9B93C"),
)
