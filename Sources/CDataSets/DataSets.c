#include "CDataSets.h"

// The compiler's list of what this file depends on holds the embedded ones: a changed table is compiled in.
static const unsigned char breast_cancer[] = {
#embed "../../experiments/data/breast_cancer.csv"
};
static const unsigned char diabetes[] = {
#embed "../../experiments/data/diabetes.csv"
};
static const unsigned char digits[] = {
#embed "../../experiments/data/digits.csv"
};
static const unsigned char iris[] = {
#embed "../../experiments/data/iris.csv"
};
static const unsigned char penguins[] = {
#embed "../../experiments/data/penguins.csv"
};
static const unsigned char wine[] = {
#embed "../../experiments/data/wine.csv"
};

static const descent_data_set sets[] = {
    {"breast_cancer.csv", breast_cancer, sizeof breast_cancer},
    {"diabetes.csv", diabetes, sizeof diabetes},
    {"digits.csv", digits, sizeof digits},
    {"iris.csv", iris, sizeof iris},
    {"penguins.csv", penguins, sizeof penguins},
    {"wine.csv", wine, sizeof wine},
};

const descent_data_set *descent_data_sets(void) { return sets; }

long descent_data_set_count(void) { return sizeof sets / sizeof *sets; }
