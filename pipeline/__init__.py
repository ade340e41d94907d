"""seedwatch: a news monitor that starts from documents.

Seed documents become a watch; articles flow past the watch; what it holds back becomes stories; stories become one
digest.

    seeds/*.txt ──► seeds ──► profile ─────────────┐            (learn: now and then)
                                                   ▼
    sources ──► fetch ──► extract ──► keep unseen ──► match ──► stories   (every few minutes)
                                          │            │          │
                                          └────── store ──────────┘
                                                      │
                                         digest ──► deliver               (once a day)

The rooms, and what each may import (``tests/test_house.py`` holds this table):

    model      frozen records that travel between rooms      -> standard library only
    errors     one tree of errors                            -> standard library only
    text       normalising, tokens, languages, sentences     -> model, errors
    settings   config files -> one validated Settings        -> model, errors
    seeds      seed files -> SeedText                        -> model, errors, text
    profile    SeedText -> Profile, and the analyst's edits  -> model, errors, text
    sources    the catalogue; what is due; is it healthy     -> model, errors
    fetch      PageRequest -> Page; the only user of HTTP    -> model, errors
    crew       work that costs CPU, in other processes       -> model, errors
    extract    Page -> Feed, Entry, ArticleText              -> model, errors, text
    match      ArticleText x Profile -> Judgement            -> model, errors, text
    stories    Hits -> Stories: copies of one text folded    -> model, errors, text
    digest     Stories of a window -> Digest -> html, text   -> model, errors, text
    deliver    Digest -> e-mail, files; a module a channel   -> model, errors
    store      the only user of SQLModel; tables, migrations -> model, errors
    run        the order of the rooms; owns the ports        -> model, errors, text, and the pure rooms
    app        the one place where real adapters are built   -> everything above
    schedule   APScheduler: when to call run                 -> app, run, model, errors
    demo       a small news world on loopback                -> app, run, model, errors
    cli        arguments -> app -> printed answer            -> app, run, model, errors, settings, schedule, demo
"""
