"""An entity in; how else it is written in English, Spanish and Korean out.

aliases              all kinds put together; placealiases: of territories and cities
glossary             general bodies (bodies.txt) and the templates of ministries, armies, embassies
hangul               Korean names seen in the seeds; transcription: Spanish spelling -> Hangul
"""
