"""Names of countries beyond those of CLDR: demonyms, usual short and long forms, regions that CLDR does not know.

General knowledge, written by hand. English demonyms first, then the Spanish one (masculine singular).
"""

from __future__ import annotations

_DEMONYMS = """
AE Emirati emiratí; AF Afghan afgano; AL Albanian albanés; AM Armenian armenio; AO Angolan angoleño
AR Argentine,Argentinian argentino; AT Austrian austríaco; AU Australian australiano; AZ Azerbaijani azerbaiyano
BD Bangladeshi bangladesí; BE Belgian belga; BG Bulgarian búlgaro; BO Bolivian boliviano; BR Brazilian brasileño
BY Belarusian bielorruso; CA Canadian canadiense; CD Congolese congoleño; CH Swiss suizo; CL Chilean chileno
CM Cameroonian camerunés; CN Chinese chino; CO Colombian colombiano; CR Costa_Rican costarricense; CU Cuban cubano
CZ Czech checo; DE German alemán; DK Danish danés; DO Dominican dominicano; DZ Algerian argelino
EC Ecuadorian,Ecuadorean ecuatoriano; EE Estonian estonio; EG Egyptian egipcio; ES Spanish español; ET Ethiopian etíope
FI Finnish finlandés; FR French francés; GB British británico; GE Georgian georgiano; GH Ghanaian ghanés
GR Greek griego; GT Guatemalan guatemalteco; HN Honduran hondureño; HR Croatian croata; HT Haitian haitiano
HU Hungarian húngaro; ID Indonesian indonesio; IE Irish irlandés; IL Israeli israelí; IN Indian indio; IQ Iraqi iraquí
IR Iranian iraní; IS Icelandic islandés; IT Italian italiano; JM Jamaican jamaicano; JO Jordanian jordano
JP Japanese japonés; KE Kenyan keniano; KH Cambodian camboyano; KP North_Korean norcoreano
KR South_Korean,Korean surcoreano,coreano,sudcoreano; KW Kuwaiti kuwaití; KZ Kazakh kazajo; LB Lebanese libanés
LK Sri_Lankan esrilanqués; LT Lithuanian lituano; LV Latvian letón; LY Libyan libio; MA Moroccan marroquí
MM Burmese birmano; MN Mongolian mongol; MX Mexican mexicano; MY Malaysian malasio; MZ Mozambican mozambiqueño
NG Nigerian nigeriano; NI Nicaraguan nicaragüense; NL Dutch neerlandés,holandés; NO Norwegian noruego; NP Nepali nepalí
NZ New_Zealander neozelandés; OM Omani omaní; PA Panamanian panameño; PE Peruvian peruano
PH Filipino,Philippine filipino; PK Pakistani pakistaní; PL Polish polaco; PS Palestinian palestino
PT Portuguese portugués; PY Paraguayan paraguayo
QA Qatari catarí; RO Romanian rumano; RS Serbian serbio; RU Russian ruso; SA Saudi saudí,saudita; SE Swedish sueco
SG Singaporean singapurense; SI Slovenian esloveno; SK Slovak eslovaco; SN Senegalese senegalés
SV Salvadoran,Salvadorean salvadoreño; SY Syrian sirio; TH Thai tailandés; TN Tunisian tunecino; TR Turkish turco
TW Taiwanese taiwanés; TZ Tanzanian tanzano; UA Ukrainian ucraniano; UG Ugandan ugandés; US American estadounidense
UY Uruguayan uruguayo; UZ Uzbek uzbeko; VE Venezuelan venezolano; VN Vietnamese vietnamita; YE Yemeni yemení
ZA South_African sudafricano; ZM Zambian zambiano; ZW Zimbabwean zimbabuense
419 Latin_American latinoamericano; 005 South_American sudamericano; 013 Central_American centroamericano
150 European europeo; 142 Asian asiático; 002 African africano
"""

# territory | English | Spanish | Korean
_NAMES = """
KR | Korea, Republic of Korea, ROK, S. Korea | Corea, República de Corea | 한국, 우리나라
KP | DPRK, N. Korea | | 조선민주주의인민공화국
US | U.S., USA, United States of America, U.S.A. | EE. UU., EE.UU., EEUU | 미합중국
GB | U.K., UK, Britain, Great Britain | Gran Bretaña | 영국
AE | UAE, Emirates | EAU, Emiratos | 아랍에미리트, UAE
CN | PRC | | 중국
CZ | Czech Republic | República Checa | 체코
RU | Russian Federation | Federación Rusa, Federación de Rusia | 러시아
TR | Turkey, Türkiye | Turquía | 튀르키예, 터키
TW | Taiwan | Taiwán | 타이완, 대만
VN | Viet Nam | | 베트남
NL | Holland | Holanda | 네덜란드
SA | | Arabia Saudita, Arabia Saudí | 사우디, 사우디아라비아
DO | Dominican Republic | República Dominicana | 도미니카공화국
CD | DR Congo, DRC, Democratic Republic of the Congo, Democratic Republic of Congo | RD Congo | 콩고민주공화국
MM | Burma | Birmania | 미얀마
HK | Hong Kong | Hong Kong | 홍콩
PS | Palestine | Palestina | 팔레스타인
MX | | Méjico | 멕시코
EU | EU | UE | 유럽연합, EU
UN | UN, U.N. | ONU, Organización de las Naciones Unidas | 유엔
419 | Latin America and the Caribbean | América Latina, América Latina y el Caribe | 중남미, 라틴아메리카
005 | | América del Sur | 남미
013 | | América Central | 중미, 중앙아메리카
003 | | América del Norte | 북미
029 | | el Caribe | 카리브, 카리브해
035 | South-East Asia | Sureste asiático | 동남아
X-middle-east | Middle East, Middle Eastern | Oriente Medio, Medio Oriente | 중동
X-korean-peninsula | Korean Peninsula | península coreana, península de Corea | 한반도
X-persian-gulf | Persian Gulf, Gulf States | Golfo Pérsico | 페르시아만
X-balkans | Balkans | Balcanes | 발칸반도
X-nordics | Nordic countries | países nórdicos | 북유럽
X-south-china-sea | South China Sea | mar de China Meridional | 남중국해
X-indo-pacific | Indo-Pacific | Indopacífico | 인도·태평양, 인도태평양
X-asia-pacific | Asia-Pacific, Asia Pacific | Asia-Pacífico, Asia Pacífico | 아시아·태평양, 아시아태평양, 아태
X-amazon | Amazon basin, Amazon rainforest | Amazonía, Amazonia | 아마존 열대우림
X-andes | Andes | Andes, cordillera de los Andes | 안데스
X-arctic | Arctic | Ártico | 북극
X-northern-triangle | Northern Triangle | Triángulo Norte | 북부 삼각지대, 북부삼각지대
X-western-europe | Western Europe | Europa Occidental | 서유럽
X-eastern-europe | Eastern Europe | Europa del Este | 동유럽
X-gaza | Gaza, Gaza Strip | Franja de Gaza | 가자지구
X-black-sea | Black Sea | mar Negro | 흑해
X-sahel | Sahel | Sahel | 사헬
"""

SPANISH_SPEAKING = frozenset("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())
KOREAN_SPEAKING = frozenset({"KR", "KP"})


def demonyms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and Spanish demonyms by territory, the Spanish ones in all genders and numbers."""
    entries = (entry.split() for line in _DEMONYMS.strip().splitlines() for entry in line.split(";"))
    return {
        code: (
            tuple(word.replace("_", " ") for word in english.split(",")),
            tuple(form for word in spanish.split(",") for form in _inflected(word)),
        )
        for code, english, spanish in entries
    }


def further_names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """English, Spanish and Korean names by territory; codes that begin with "X-" are regions of no standard."""
    rows = ([cell.strip() for cell in line.split("|")] for line in _NAMES.strip().splitlines())
    return {code: (_list(english), _list(spanish), _list(korean)) for code, english, spanish, korean in rows}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(",") if name.strip())


def _inflected(word: str) -> tuple[str, ...]:
    if word.endswith("o"):
        return word, word[:-1] + "a", word + "s", word[:-1] + "as"
    for ending, stem in (("és", "es"), ("án", "an"), ("ón", "on"), ("ol", "ol")):
        if word.endswith(ending):
            base = word[: -len(ending)] + stem
            return word, base + "a", base + "es", base + "as"
    return word, word + "s"
