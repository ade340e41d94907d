/* Look up every word of a text among the names of a watch, for nameindex.py, which builds the tables.

   A name is reached by its head: its first word, or the first two characters of one that begins in Hangul or another
   East Asian script, which is written without blanks. The heads stand in a hash table before a sieve of bits that most
   words fall through. The names of one head stand in order, so the last that is not behind the text is found by halves;
   any other that the text begins with is a beginning of that one, and each name knows its longest beginning.

   The tables are larger than the processor's caches. So words are looked at by the block, and what the next step will
   read of the tables is asked for one step ahead. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define ASK_FOR(address) __builtin_prefetch(address)
#else
#define ASK_FOR(address) ((void)0)
#endif

#define BLANK 0x20
#define EAST_ASIAN 0x3400
#define BLOCK 256 /* characters */
#define FEW 32    /* candidates that are not worth a look of their own */
#define MOST_FINDS 100000 /* names.py's */

/* nameindex.py writes these two; their members have no gaps between them. */
typedef struct {
    uint64_t hash;
    int32_t first, end; /* names with this head; none where end is 0 */
} Head;

typedef struct {
    int32_t letters, length; /* where its letters begin */
    int32_t beginning;       /* the longest other name it begins with, or -1 */
    int32_t owners;          /* the first of them; the next name's are behind them */
} Name;

typedef struct {
    PyObject_HEAD
    PyObject *owners; /* a tuple */
    Py_buffer head_table, sieve_table, name_table, letter_table;
    const Head *heads;
    const uint64_t *sieve;
    const Name *names;
    const Py_UCS4 *letters;
    uint64_t head_mask, sieve_mask;
} Index;

typedef struct {
    int kind;
    const void *letters;
    Py_ssize_t length;
} Text;

typedef struct {
    Py_ssize_t start;
    uint64_t hash;
    const Head *head;
    int32_t longest; /* of the names there */
} Candidate;

static inline Py_UCS4 letter_at(Text text, Py_ssize_t place)
{
    return PyUnicode_READ(text.kind, text.letters, place);
}

static inline int is_hangul(Py_UCS4 letter)
{
    return 0xAC00 <= letter && letter <= 0xD7A3;
}

static inline uint64_t with_letter(uint64_t hash, Py_UCS4 letter)
{
    return (hash << 7 | hash >> 57) ^ letter;
}

static inline uint64_t hash_of_two(Py_UCS4 one, Py_UCS4 two)
{
    return (uint64_t)one << 32 | two;
}

static inline uint64_t stirred(uint64_t hash)
{
    hash *= 0x9E3779B97F4A7C15ULL; /* 2^64 divided by the golden ratio: Knuth's multiplicative hashing */
    return hash ^ hash >> 32;
}

/* 0 where the text has the name at start, else which of the two comes first: below 0 the name. */
static inline int compared(Text text, Py_ssize_t start, const Index *index, const Name *name)
{
    const Py_UCS4 *letters = index->letters + name->letters;
    for (int32_t i = 0; i < name->length; i++) {
        if (start + i >= text.length)
            return 1;
        Py_UCS4 letter = letter_at(text, start + i);
        if (letters[i] != letter)
            return letters[i] < letter ? -1 : 1;
    }
    return 0;
}

static inline int is_border(Text text, Py_ssize_t place)
{
    return place < text.length && (letter_at(text, place) == BLANK || letter_at(text, place) >= EAST_ASIAN);
}

/* Whether [start, end) can be a word: of Latin nothing stands before, and nothing but a plural's s or es behind.
   Hangul is glued to all kinds of things; which of them are particles is asked elsewhere. */
static inline int is_word(Text text, Py_ssize_t start, Py_ssize_t end)
{
    if (start < 1 || end >= text.length)
        return 0;
    if (is_hangul(letter_at(text, start)))
        return 1;
    if (letter_at(text, start - 1) != BLANK)
        return 0;
    if (is_border(text, end))
        return 1;
    if (letter_at(text, end) == 'e' && end + 1 < text.length)
        end++;
    return letter_at(text, end) == 's' && is_border(text, end + 1);
}

/* A tuple of start, end and owner. */
static inline PyObject *find_of(Py_ssize_t start, Py_ssize_t end, PyObject *owner)
{
    PyObject *find = PyTuple_New(3);
    if (!find)
        return NULL;
    PyTuple_SET_ITEM(find, 0, PyLong_FromSsize_t(start));
    PyTuple_SET_ITEM(find, 1, PyLong_FromSsize_t(end));
    PyTuple_SET_ITEM(find, 2, Py_NewRef(owner));
    if (PyTuple_GET_ITEM(find, 0) && PyTuple_GET_ITEM(find, 1))
        return find;
    Py_DECREF(find);
    return NULL;
}

/* Returns 1 when there are enough of them, -1 at an error. */
static int add_finds(const Index *index, const Name *name, Py_ssize_t start, PyObject *found)
{
    for (int32_t i = name->owners; i < name[1].owners; i++) {
        if (PyList_GET_SIZE(found) >= MOST_FINDS)
            return 1;
        PyObject *find = find_of(start, start + name->length, PyTuple_GET_ITEM(index->owners, i));
        int failed = !find || PyList_Append(found, find) < 0;
        Py_XDECREF(find);
        if (failed)
            return -1;
    }
    return 0;
}

/* The last name that is not behind the text, or the longest of its beginnings, if the text has it as a word; or -1. */
static inline int32_t longest_from(const Index *index, Text text, Py_ssize_t start, int32_t at)
{
    for (; at >= 0; at = index->names[at].beginning) {
        const Name *name = index->names + at;
        if (compared(text, start, index, name) == 0 && is_word(text, start, start + name->length))
            return at;
    }
    return -1;
}

static inline int32_t longest_of(const Index *index, Text text, Py_ssize_t start, const Head *head)
{
    int32_t low = head->first, high = head->end;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compared(text, start, index, index->names + middle) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return longest_from(index, text, start, low - 1);
}

static inline const Head *head_of(const Index *index, uint64_t hash)
{
    for (uint64_t at = hash >> 20 & index->head_mask; index->heads[at].end; at = (at + 1) & index->head_mask)
        if (index->heads[at].hash == hash)
            return index->heads + at;
    return NULL;
}

/* Each loop reads what the one before it has asked for. Returns what add_finds does. */
static inline int find_all(const Index *index, Text text, Candidate *candidates, int count, PyObject *found)
{
    int known = 0, named = 0;
    for (int i = 0; i < count; i++) {
        const Head *head = head_of(index, candidates[i].hash);
        if (!head)
            continue;
        ASK_FOR(index->names + head->first);
        candidates[known].start = candidates[i].start;
        candidates[known++].head = head;
    }
    for (int i = 0; i < known; i++)
        ASK_FOR(index->letters + index->names[candidates[i].head->first].letters);
    for (int i = 0; i < known; i++) {
        int32_t longest = longest_of(index, text, candidates[i].start, candidates[i].head);
        if (longest < 0)
            continue;
        ASK_FOR(&PyTuple_GET_ITEM(index->owners, index->names[longest].owners));
        candidates[named].start = candidates[i].start;
        candidates[named++].longest = longest;
    }
    for (int i = 0; i < named; i++) {
        const char *owner = (const char *)PyTuple_GET_ITEM(index->owners, index->names[candidates[i].longest].owners);
        ASK_FOR(owner);
        ASK_FOR(owner + 64); /* whoever gets the finds will read on in it */
    }
    for (int i = 0; i < named; i++) {
        Py_ssize_t start = candidates[i].start;
        for (int32_t at = candidates[i].longest; at >= 0;
             at = longest_from(index, text, start, index->names[at].beginning)) {
            int ended = add_finds(index, index->names + at, start, found);
            if (ended)
                return ended;
        }
    }
    return 0;
}

static inline int sieved(const Index *index, uint64_t hash, Py_ssize_t start, Candidate *candidates, int count)
{
    hash = stirred(hash);
    if (!(index->sieve[hash >> 6 & index->sieve_mask] >> (hash & 63) & 1))
        return count;
    ASK_FOR(index->heads + (hash >> 20 & index->head_mask));
    candidates[count].start = start;
    candidates[count].hash = hash;
    return count + 1;
}

/* Called with a constant kind, so that each width of characters gets a loop of its own. Returns what add_finds does. */
static inline int find_in(const Index *index, Text text, PyObject *found)
{
    const int latin = text.kind == PyUnicode_1BYTE_KIND;
    uint64_t hashes[BLOCK], hash = 0;
    int ends[BLOCK];
    Candidate candidates[FEW + 2 * BLOCK]; /* a border ends a word, and may itself begin a name */
    int count = 0;
    Py_ssize_t start = 0;
    for (Py_ssize_t from = 0; from < text.length; from += BLOCK) {
        int size = text.length - from < BLOCK ? (int)(text.length - from) : BLOCK, borders = 0;
        /* Without a branch: where words end cannot be foretold, and a wrong guess costs as much as ten letters. */
        for (int i = 0; i < size; i++) {
            Py_UCS4 letter = letter_at(text, from + i);
            int is_border = letter == BLANK || (!latin && letter >= EAST_ASIAN);
            hashes[borders] = hash;
            ends[borders] = i;
            borders += is_border;
            hash = with_letter(hash, letter) & ((uint64_t)is_border - 1);
        }
        for (int i = 0; i < borders; i++) {
            Py_ssize_t end = from + ends[i];
            count = sieved(index, hashes[i], start, candidates, count);
            start = end + 1;
            if (!latin && end + 1 < text.length && letter_at(text, end) >= EAST_ASIAN) {
                uint64_t two = hash_of_two(letter_at(text, end), letter_at(text, end + 1));
                count = sieved(index, two, end, candidates, count);
            }
        }
        if (count > FEW || from + BLOCK >= text.length) {
            int ended = find_all(index, text, candidates, count, found);
            if (ended)
                return ended;
            count = 0;
        }
    }
    return 0;
}

static PyObject *find(Index *index, PyObject *words)
{
    if (!PyUnicode_Check(words)) {
        PyErr_SetString(PyExc_TypeError, "find(words): a str");
        return NULL;
    }
    PyObject *found = PyList_New(0);
    if (!found)
        return NULL;
    Text text = {PyUnicode_KIND(words), PyUnicode_DATA(words), PyUnicode_GET_LENGTH(words)};
    int ended;
    switch (text.kind) {
    case PyUnicode_1BYTE_KIND:
        text.kind = PyUnicode_1BYTE_KIND;
        ended = find_in(index, text, found);
        break;
    case PyUnicode_2BYTE_KIND:
        text.kind = PyUnicode_2BYTE_KIND;
        ended = find_in(index, text, found);
        break;
    default:
        text.kind = PyUnicode_4BYTE_KIND;
        ended = find_in(index, text, found);
    }
    if (ended < 0)
        Py_CLEAR(found);
    return found;
}

/* For nameindex.py, so that both make the same of a head. */
static PyObject *hash_of(PyObject *module, PyObject *head)
{
    (void)module;
    if (!PyUnicode_Check(head)) {
        PyErr_SetString(PyExc_TypeError, "hash_of(head): a str");
        return NULL;
    }
    Text text = {PyUnicode_KIND(head), PyUnicode_DATA(head), PyUnicode_GET_LENGTH(head)};
    uint64_t hash = 0;
    if (text.length > 1 && letter_at(text, 0) >= EAST_ASIAN)
        hash = hash_of_two(letter_at(text, 0), letter_at(text, 1));
    else
        for (Py_ssize_t i = 0; i < text.length; i++)
            hash = with_letter(hash, letter_at(text, i));
    return PyLong_FromUnsignedLongLong(stirred(hash));
}

static int is_power_of_two(Py_ssize_t number)
{
    return number > 0 && !(number & (number - 1));
}

/* What would make the search read beside its tables. */
static int fits(const Index *index)
{
    Py_ssize_t names = index->name_table.len / (Py_ssize_t)sizeof(Name) - 1;
    Py_ssize_t letters = index->letter_table.len / (Py_ssize_t)sizeof(Py_UCS4);
    Py_ssize_t heads = index->head_table.len / (Py_ssize_t)sizeof(Head), empty = 0;
    if (names < 0 || !is_power_of_two(heads) || !is_power_of_two(index->sieve_table.len / 8))
        return 0;
    for (Py_ssize_t i = 0; i < heads; i++) {
        empty += !index->heads[i].end;
        if (index->heads[i].first < 0 || index->heads[i].end > names || index->heads[i].first > index->heads[i].end)
            return 0;
    }
    for (Py_ssize_t i = 0; i < names; i++) {
        const Name *name = index->names + i;
        if (name->letters < 0 || name->length < 1 || name->letters > letters - name->length || name->beginning >= i ||
            name->owners < 0 || name->owners >= name[1].owners || name[1].owners > PyTuple_GET_SIZE(index->owners))
            return 0;
    }
    return empty > 0;
}

static void drop(Index *index)
{
    PyTypeObject *type = Py_TYPE(index);
    PyObject_GC_UnTrack(index);
    Py_CLEAR(index->owners);
    PyBuffer_Release(&index->head_table);
    PyBuffer_Release(&index->sieve_table);
    PyBuffer_Release(&index->name_table);
    PyBuffer_Release(&index->letter_table);
    type->tp_free(index);
    Py_DECREF(type);
}

static int visit_owners(Index *index, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(index));
    Py_VISIT(index->owners);
    return 0;
}

static PyObject *make(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
{
    (void)keywords;
    Index *index = (Index *)type->tp_alloc(type, 0);
    if (!index)
        return NULL;
    PyObject *owners;
    if (!PyArg_ParseTuple(arguments, "O!y*y*y*y*:Index", &PyTuple_Type, &owners, &index->head_table,
                          &index->sieve_table, &index->name_table, &index->letter_table)) {
        Py_DECREF(index);
        return NULL;
    }
    index->owners = Py_NewRef(owners);
    index->heads = index->head_table.buf;
    index->sieve = index->sieve_table.buf;
    index->names = index->name_table.buf;
    index->letters = index->letter_table.buf;
    index->head_mask = (uint64_t)index->head_table.len / sizeof(Head) - 1;
    index->sieve_mask = (uint64_t)index->sieve_table.len / 8 - 1;
    if (!fits(index)) {
        Py_DECREF(index);
        PyErr_SetString(PyExc_ValueError, "Index(owners, heads, sieve, names, letters): tables that do not fit");
        return NULL;
    }
    return (PyObject *)index;
}

static PyMethodDef index_methods[] = {
    {"find", (PyCFunction)(void (*)(void))find, METH_O, "All places of all names in the words of a text."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot index_slots[] = {
    {Py_tp_new, make},
    {Py_tp_dealloc, drop},
    {Py_tp_traverse, visit_owners},
    {Py_tp_methods, index_methods},
    {0, NULL},
};

static PyType_Spec index_spec = {
    "pipeline.match._finding.Index", sizeof(Index), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, index_slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &index_spec, NULL);
    int failed = !type || PyModule_AddObjectRef(module, "Index", type) < 0;
    Py_XDECREF(type);
    return failed ? -1 : 0;
}

static PyMethodDef module_methods[] = {
    {"hash_of", hash_of, METH_O, "The hash by which the names of a head are found."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_finding", NULL, 0, module_methods, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__finding(void)
{
    return PyModuleDef_Init(&module);
}
