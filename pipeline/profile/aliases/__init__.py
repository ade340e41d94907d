"""An entity in; how else it is written in English, Spanish and Korean out.

aliases              all kinds put together
personal             of persons; products; placealiases: of territories and cities
institutions         of bodies, by templates; composing: word by word (words.txt)
embassies, lines     of embassies; of the numbered lines of a city's railway
shortnames           what a company or project is called behind its full name
repair               of names that were damaged on the way
glossary             general bodies (bodies.txt) and the templates of ministries, armies, embassies
hangul               Korean names seen in the seeds; transcription: Spanish spelling -> Hangul
"""
