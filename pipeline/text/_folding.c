/* Fold a text to its words in one pass, for wordfold.py, which says what the words are.

   Texts in which a character folds to more or to fewer are left to wordfold.py: some one in fifty. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* To be asked first, and not after what cannot be foretold: whether the next character is a blank. */
#if defined(__GNUC__) || defined(__clang__)
#define SELDOM(condition) __builtin_expect(condition, 0)
#else
#define SELDOM(condition) (condition)
#endif

#define BLANK 0x20
#define ASCII_END 0x80
#define EAST_ASIAN 0x3400 /* ideographs and Hangul begin here */
#define MARK 0xFFFF       /* in the table: folding changes the length here, or may */
#define PLANE 0x10000

typedef struct {
    uint16_t *text;
    Py_ssize_t length;
    Py_ssize_t *put_in; /* where blanks were put in */
    Py_ssize_t blanks;
} Words;

/* Called with a constant kind, so that each width of characters gets a loop of its own. Returns 0 at a MARK. */
static inline int fold_letters(int kind, const void *letters, Py_ssize_t length, const uint16_t *table, Words *words)
{
    uint16_t before = BLANK;
    Py_ssize_t size = 0;
    words->text[size++] = BLANK;
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, i);
        uint16_t word = letter < PLANE ? table[letter] : MARK;
        if (word == MARK)
            return 0;
        /* Korean glues Latin letters to what precedes them; a blank shows where the name begins. */
        if (SELDOM(before >= EAST_ASIAN) && word < ASCII_END && word != BLANK) {
            words->put_in[words->blanks++] = size;
            words->text[size++] = BLANK;
        }
        words->text[size++] = before = word;
    }
    words->text[size++] = BLANK;
    words->length = size;
    return 1;
}

static int fold_any(PyObject *text, const uint16_t *table, Words *words)
{
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
        return fold_letters(PyUnicode_1BYTE_KIND, letters, length, table, words);
    case PyUnicode_2BYTE_KIND:
        return fold_letters(PyUnicode_2BYTE_KIND, letters, length, table, words);
    default:
        return fold_letters(PyUnicode_4BYTE_KIND, letters, length, table, words);
    }
}

static PyObject *places(const Words *words)
{
    PyObject *all = PyTuple_New(words->blanks);
    if (!all)
        return NULL;
    for (Py_ssize_t i = 0; i < words->blanks; i++) {
        PyObject *place = PyLong_FromSsize_t(words->put_in[i]);
        if (!place) {
            Py_DECREF(all);
            return NULL;
        }
        PyTuple_SET_ITEM(all, i, place);
    }
    return all;
}

/* Py_BuildValue's N takes what is given, and passes on a NULL as the error it is. */
static PyObject *result(const Words *words)
{
    PyObject *text = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, words->text, words->length);
    return text ? Py_BuildValue("NN", text, places(words)) : NULL;
}

static PyObject *fold(PyObject *module, PyObject *const *arguments, Py_ssize_t count)
{
    (void)module;
    if (count != 2 || !PyUnicode_Check(arguments[0]) || !PyBytes_Check(arguments[1]) ||
        PyBytes_GET_SIZE(arguments[1]) < (Py_ssize_t)(PLANE * sizeof(uint16_t))) {
        PyErr_SetString(PyExc_TypeError, "fold(text, table): a str, and 65536 numbers of 16 bits as bytes");
        return NULL;
    }
    const uint16_t *table = (const uint16_t *)PyBytes_AS_STRING(arguments[1]);
    Py_ssize_t length = PyUnicode_GET_LENGTH(arguments[0]);
    /* A blank is put in between two letters at most at every other one. */
    Py_ssize_t most = length / 2 + 1;
    Words words = {PyMem_New(uint16_t, length + most + 2), 0, PyMem_New(Py_ssize_t, most), 0};
    PyObject *folded = NULL;
    if (!words.text || !words.put_in)
        PyErr_NoMemory();
    else
        folded = fold_any(arguments[0], table, &words) ? result(&words) : Py_NewRef(Py_None);
    PyMem_Free(words.text);
    PyMem_Free(words.put_in);
    return folded;
}

static PyMethodDef methods[] = {
    {"fold", (PyCFunction)(void (*)(void))fold, METH_FASTCALL, "The words of a text and where blanks were put in."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_folding", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__folding(void)
{
    return PyModuleDef_Init(&module);
}
