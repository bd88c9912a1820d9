"""Invented people and towns: first names of several cultures, surnames and towns made of syllables; real countries."""

from __future__ import annotations

import random
import unicodedata
from typing import NamedTuple


class Culture(NamedTuple):
    """What the names of a culture are made of."""

    men: list[str]
    women: list[str]
    starts: list[str]
    ends: list[str]
    town_starts: list[str]
    town_ends: list[str]
    family_first: bool = False


class Country(NamedTuple):
    """A real country."""

    name: str
    adjective: str
    capital: str
    culture: str

    @property
    def in_text(self) -> str:
        """The name as it stands in a sentence."""
        return f"the {self.name}" if self.name in ("United States", "Netherlands", "Philippines", "Czech Republic") else self.name


class Person(NamedTuple):
    """An invented person."""

    given: str
    surname: str
    woman: bool
    culture: str
    initial: str = ""
    second_surname: str = ""

    @property
    def particle(self) -> str:
        """The part of the surname that some leave out: "al-" of al-Masri."""
        return "al-" if self.surname.startswith("al-") else ""


def _culture(men: str, women: str, starts: str, ends: str, town_starts: str, town_ends: str, family_first: bool = False) -> Culture:
    return Culture(*(part.split() for part in (men, women, starts, ends, town_starts, town_ends)), family_first)


CULTURES = {
    "russian": _culture(
        "Alexander Sergei Dmitry Andrei Mikhail Viktor Oleg Pavel Igor Nikolai Konstantin Yuri Boris Vladimir Anton Roman Maxim Leonid",
        "Olga Natalia Irina Elena Svetlana Marina Tatiana Anna Ksenia Yulia Vera Galina Ludmila Daria",
        "Bor Vlas Gor Dem Zav Kul Lem Mel Nev Orl Pol Rud Sav Tar Ush Fad Khar Chern Shum Yar Zhur Grish Krav Prokh Stol Trosh Belo Dub "
        "Kov Mosk Niz Pank Ryab Sed Tim Vor Zel Kirs Gav Lyub Pesk",
        "enko in ov aev itsky ishin ukhin anov yakov etsov ushkin olin chuk atov",
        "Novo Verkhne Staro Krasno Belo Zelen Ust Kamen Svetlo Niko Petro Sol",
        "gorsk pol yarsk dvinsk kamsk ozersk vodsk grad mensk luzhsk",
    ),
    "polish": _culture(
        "Piotr Marek Tomasz Jan Krzysztof Andrzej Michał Grzegorz Paweł Jakub Wojciech Adam Łukasz",
        "Agnieszka Katarzyna Małgorzata Ewa Barbara Joanna Magdalena Zofia Beata Monika",
        "Kowal Wiś Dąb Kamiń Zieliń Szym Woź Jabł Malin Paw Sikor Ostr Lewand Grab Michal Nowic Rut Maj Gór Wierz",
        "owski icki ewicz czyk ak alski yński arek",
        "Nowy Stary Wielki Dolny Górny Biały",
        "Dwór Młyn Las Bród Potok Zamek Rzeczów",
    ),
    "serbian": _culture(
        "Marko Nikola Milan Dragan Goran Zoran Petar Ivan Luka Stefan Davor Tomislav",
        "Jelena Milica Ana Ivana Dragana Marija Vesna Katarina Sanja",
        "Petr Jov Mark Stank Bogd Rad Milos Drag Obrad Vuk Tadi Kos Zivk Lazar Pav Simon Grub Bab",
        "ovic ic anovic evic kovic janic",
        "Novi Stari Gornji Donji Veliki Mali",
        "Kovac Brodac Vrbas Lipovac Rakovac Brezik Dolac",
    ),
    "arabic": _culture(
        "Ahmed Khalid Omar Yousef Hassan Mahmoud Tariq Samir Faisal Karim Nabil Ibrahim Walid Hamza Rashid",
        "Layla Fatima Amina Nadia Huda Mariam Salma Rania Dalia Samira",
        "al-Mas al-Hasn al-Khat al-Rash al-Jab al-Sab al-Nas al-Qas Mans Hadd Saleh Barg Khour Najj Shar Tamm Zubayd Fakh Aww Daww Ghar",
        "ri awi ibi ani outi aar imi ad adi eini",
        "Beit Wadi Ain Tel Deir Ras Bir",
        "Salim Hamra Qasr Nour Zaytun Makhfar Sahl",
    ),
    "spanish": _culture(
        "Carlos Javier Miguel Andrés José Rafael Fernando Diego Álvaro Manuel Luis Ricardo Esteban Tomás",
        "María Carmen Lucía Elena Isabel Ana Sofía Marta Gabriela Pilar Beatriz Inés",
        "Alv Mend Card Bust Vald Cerv Quint Mor Sal Ort Per Zam Far Gall Lor Mont Ferr Torr Arr Ech Herr Cast Vil",
        "ares oza enas amante és ales ón ano illo eda aga uela ínez íguez",
        "San Santa Puerto Villa Monte Alta",
        "Brisa Roque Lucero Vergara Tomasa Ribera Candela Merced",
    ),
    "portuguese": _culture(
        "João Pedro Rui Paulo Tiago Miguel Luís Nuno Hélio Marcelo Bruno Rodrigo",
        "Joana Teresa Catarina Rita Beatriz Luísa Marta Fernanda Helena",
        "Alm Carv Bar Mac Tav Figu Mour Pinh Salg Vasc Ferr Guim Bra Quei Sar Coel",
        "eida alho bosa edo ares eiredo ato eiro ado oncelos arães ga",
        "Vila Porto Ponte Monte Ribeira",
        "Verde Nova Serra Lagoa Alegre Clara",
    ),
    "chinese": _culture(
        "Jianguo Weimin Zhiqiang Haoran Guodong Minghua Xiaofeng Yongjun Zhenhai Dawei Lixin Shaohua",
        "Xiaoling Meihua Lihua Yanmei Jingyi Shuying Qiuyue Fangfang Ruoxi",
        "Zh Ch L W X Q Sh Y G H F T D J S Z",
        "ang en iu ao ei an ong un uan ou",
        "Qing Bei Nan Xin Long Hai Jin Yun He Dong",
        "shan zhou he hai jiang men tai feng yuan",
        True,
    ),
    "korean": _culture(
        "Min-jun Ji-hoon Sung-ho Jae-won Dong-hyun Young-soo Tae-yang Hyun-woo Kyung-min Joon-ki",
        "Seo-yeon Ji-woo Min-ji Hye-jin Soo-ah Eun-ji Yu-na Mi-kyung",
        "Pa Cho Ka Yo Ha Shi Ryu Ba Na Jeo Do Mo Seo Wo No",
        "ng n k m",
        "Gang San Hae Dong Nam Seo Yang Cheon",
        "won ju seong po cheon buk yang san",
        True,
    ),
    "english": _culture(
        "James David Robert Michael Andrew Peter Thomas Stephen Daniel Martin Alan Philip Jonathan Simon George William",
        "Sarah Emma Laura Helen Victoria Rachel Susan Catherine Alice Margaret Joanna Rebecca",
        "Ash Black Brad Hart Thorn Win Lang Whit Mar Stan Hol Ether Penn Wal Red Sher Cald Ford Gains Hether Kings Merri Nor Old Pres Rad "
        "Stock Thur Wake West Birk Crom Dun",
        "ton ley ford well by worth wick combe man more field den brook bury",
        "Ash Thorn Win Black Port Saint Hol King Mill Stone Wood",
        "ford ton bridge mouth haven minster field ham worth",
    ),
    "german": _culture(
        "Thomas Stefan Jürgen Klaus Matthias Lars Jens Henrik Uwe Markus Björn Sven Dieter Florian",
        "Anja Petra Sabine Ulrike Katrin Heike Ingrid Monika Britta Astrid",
        "Lind Hals Berg Stein Wald Kirch Roth Falk Eich Nord Hagen Brand Krön Müh Schön Wester Ober Hoff Grün Reich Sand Vog",
        "mann berg haus feld meier er hardt ström bauer lund sen thal",
        "Ober Unter Neu Alt Bad Hohen",
        "stetten bruck hausen kirchen wald münde dorf",
    ),
    "dutch": _culture(
        "Pieter Willem Joost Bram Maarten Sander Ruben Dirk Koen",
        "Anneke Marijke Femke Saskia Lotte Ellen Ingrid",
        "van_der_Ber van_den_Bos van_Haar de_Wit de_Grot van_Loen Kuip Mei Vreug Hoog Broek Dijk Ter Haver",
        "g k len tman sma ers kamp stra huis erink",
        "Oud Nieuw Zuid Noord Wester",
        "kerk dam veen huizen burg loo",
    ),
    "french": _culture(
        "Pierre Jean-Luc Philippe Laurent François Olivier Julien Antoine Étienne Thierry Mathieu",
        "Claire Sophie Isabelle Nathalie Hélène Céline Camille Élodie Marie-Anne",
        "Beau Mont Cler Dup Lam Roch Gir Del Char Vall Per Mar Tour Bois Four Gar Ren Cav",
        "mont ard eau ier in court ault et elle oux eret aine",
        "Saint- Mont- Ville Beau Roche Pont-",
        "Aubin Clair Brissac Vernay Lorant Mézières Carnac",
    ),
    "italian": _culture(
        "Marco Giovanni Alessandro Luca Matteo Paolo Stefano Roberto Andrea Davide",
        "Giulia Francesca Chiara Elena Silvia Laura Valentina Paola Federica",
        "Bel Mont Ross Bian Ferr Cor Gal Mar Pell Salv Ver Tor Cal Fab Ric Zan Mor Lom",
        "ini etti elli ardi one oni ucci aro acci ese otti ari",
        "Monte Castel San Porto Villa Torre",
        "vecchio nero Donato chiaro bruno Silvano",
    ),
    "turkish": _culture(
        "Mehmet Ahmet Mustafa Emre Burak Kemal Hakan Serkan Orhan Cem",
        "Ayşe Elif Zeynep Merve Selin Esra Derya Gülay",
        "Yıl Kara Ak Öz Dem Gün Çel Şah Kor Ay Bay Er Tek Kıl Dur Top",
        "maz taş soy türk ir eş ik in can dın kaya oğlu",
        "Ak Kara Yeni Kızıl Gök Sarı",
        "köy su hisar tepe pınar dere",
    ),
    "indian": _culture(
        "Rajesh Anil Sanjay Vikram Arun Suresh Amit Ravi Deepak Manoj",
        "Priya Sunita Anjali Kavita Meena Deepa Lakshmi Nisha",
        "Chatt Bann Venk Rama Krish Sub Ray Bhat Desh Mahes Agar Var Gop Nar Pill Sesh Tri",
        "erjee atesan chandran nan war pande apathi mani wal swamy nath adri ma",
        "Ram Chandra Hari Lakh Bala Sona Raj",
        "pur nagar garh abad patnam kot",
    ),
    "nigerian": _culture(
        "Chidi Emeka Tunde Segun Ibrahim Femi Kelechi Obinna Yusuf",
        "Ngozi Amaka Folake Chioma Aisha Yetunde Ifeoma Zainab",
        "Ade Oko Nwa Ola Eze Oba Chuk Aki Ogun Bab Uche Ono",
        "bayo ro chukwu tunji kwe seun wumi nkwo yemi biade dele",
        "Oke Ibo Aba Ile Ogbo Uma",
        "deji kuta gbara rode hia foma",
    ),
    "japanese": _culture(
        "Hiroshi Takeshi Kenji Satoshi Kazuo Daisuke Makoto Yuji Ryota",
        "Yoko Keiko Haruka Ayumi Naoko Mayumi Sakura",
        "Taka Yama Kawa Mori Fuji Naka Ishi Oka Mizu Hase Kuro Saka Uchi Ara Tama Shima Hira Kane",
        "mura da moto no saki shita guchi zawa hara bayashi yama ta",
        "Ao Minami Kita Shira Haru Naga Ki",
        "hama zaki saki yama tsu mori",
    ),
    "greek": _culture(
        "Giorgos Nikos Dimitris Kostas Yannis Panos Stavros Christos",
        "Maria Eleni Katerina Sofia Georgia Anna Despina",
        "Papa Kara Steph Kon Theo Anto Mav Tsi Vas Lamb Kyri Pan Pol Sar",
        "dakis nidis georgiou poulos lidis kos ritis tzis rou kopoulos nakis",
        "Agia Nea Palaio Megali Kato",
        "Marina Kastro Irini Petra Lefkas Vrysi",
    ),
}

COUNTRIES = [
    Country(*row.split("|"))
    for row in """Russia|Russian|Moscow|russian
Ukraine|Ukrainian|Kyiv|russian
Kazakhstan|Kazakh|Astana|russian
Poland|Polish|Warsaw|polish
Serbia|Serbian|Belgrade|serbian
Croatia|Croatian|Zagreb|serbian
Egypt|Egyptian|Cairo|arabic
Jordan|Jordanian|Amman|arabic
Morocco|Moroccan|Rabat|arabic
Tunisia|Tunisian|Tunis|arabic
Iraq|Iraqi|Baghdad|arabic
Spain|Spanish|Madrid|spanish
Mexico|Mexican|Mexico City|spanish
Chile|Chilean|Santiago|spanish
Colombia|Colombian|Bogotá|spanish
Peru|Peruvian|Lima|spanish
Argentina|Argentine|Buenos Aires|spanish
Portugal|Portuguese|Lisbon|portuguese
Brazil|Brazilian|Brasília|portuguese
China|Chinese|Beijing|chinese
Taiwan|Taiwanese|Taipei|chinese
South Korea|South Korean|Seoul|korean
Canada|Canadian|Ottawa|english
Australia|Australian|Canberra|english
New Zealand|New Zealand|Wellington|english
Ireland|Irish|Dublin|english
Germany|German|Berlin|german
Austria|Austrian|Vienna|german
Sweden|Swedish|Stockholm|german
Norway|Norwegian|Oslo|german
Denmark|Danish|Copenhagen|german
Netherlands|Dutch|Amsterdam|dutch
Belgium|Belgian|Brussels|dutch
France|French|Paris|french
Italy|Italian|Rome|italian
Turkey|Turkish|Ankara|turkish
India|Indian|New Delhi|indian
Nigeria|Nigerian|Abuja|nigerian
Japan|Japanese|Tokyo|japanese
Greece|Greek|Athens|greek""".splitlines()
]
UNITED_STATES = Country("United States", "US", "Washington", "english")

ENGLISH_WORDS = "Grandson Bridge Thunder Wolf Small River Baker Miller Forest Winter Rabbit Stone Falcon Copper Morning Anchor".split()
FAMOUS = "Khrushchev Gorbachev Merkel Thatcher Nixon Mitterrand Franco Nasser Castro Lenin Kissinger Adenauer Molotov Kennedy".split()

_RUSSIAN_WOMEN = (("itsky", "itskaya"), ("ov", "ova"), ("aev", "aeva"), ("in", "ina"))
_POLISH_WOMEN = (("ski", "ska"), ("cki", "cka"), ("ński", "ńska"))


def surname(culture: str, woman: bool, rng: random.Random) -> str:
    """A surname of that culture."""
    parts = CULTURES[culture]
    name = (rng.choice(parts.starts) + rng.choice(parts.ends)).replace("_", " ")
    if culture == "spanish" and rng.random() < 0.06:
        name = f"{name}-{rng.choice(parts.starts)}{rng.choice(parts.ends)}"
    if culture == "english" and rng.random() < 0.05:
        name = f"{name}-{rng.choice(parts.starts)}{rng.choice(parts.ends)}"
    if woman and culture in ("russian", "polish"):
        for ending, female in _RUSSIAN_WOMEN if culture == "russian" else _POLISH_WOMEN:
            if name.endswith(ending):
                return name.removesuffix(ending) + female
    return name


def person(culture: str, rng: random.Random) -> Person:
    """A new person."""
    parts = CULTURES[culture]
    woman = rng.random() < 0.42
    given = rng.choice(parts.women if woman else parts.men)
    initial = rng.choice("ABCDEGIKLMNPRSTV") if culture in ("english", "russian") and rng.random() < 0.5 else ""
    second = surname(culture, woman, rng) if culture == "spanish" and rng.random() < 0.35 else ""
    name = surname(culture, woman, rng)
    return Person(given, name, woman, culture, initial, second if second != name and "-" not in name else "")


def town(culture: str, rng: random.Random) -> str:
    """An invented town."""
    parts = CULTURES[culture]
    start, end = rng.choice(parts.town_starts), rng.choice(parts.town_ends)
    return f"{start} {end}" if end[0].isupper() and not start.endswith("-") else start + end


def coined(rng: random.Random) -> str:
    """A word that could be the name of a company or a ship."""
    starts = "Al Bel Cor Dor El Fer Gal Hel Im Jor Kel Lor Mer Nor Or Pel Quin Ros Sol Tal Ur Vel Wes Xan Yor Zel".split()
    ends = "anta eris ovia ander imex ona aro enta isco uma antis olia ermo adia etra ivar".split()
    return rng.choice(starts) + rng.choice(ends)


def plain_letters(name: str) -> str:
    """The name without the marks on its letters."""
    table = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O"})
    return "".join(letter for letter in unicodedata.normalize("NFD", name.translate(table)) if not unicodedata.combining(letter))
