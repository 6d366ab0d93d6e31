// SPDX-License-Identifier: Apache-2.0
// CVODE (BDF, Newton, band solver) on the problem of `cisterna bench body`.
// cvode PROBLEM ANSWER TOLERANCE REPETITIONS: prints milliseconds of processor time for one body.
// It starts anew at each change of rate. The Jacobian is exact but for what drains into plasma,
// which would break the band; plasma hands nothing back, so Newton meets it in a second turn. The
// absolute tolerance is a share of the highest concentration, as the error is measured.
#include "problem.h"
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>

typedef struct {
  const Problem *p;
  const double *volume, *up, *down, *drain;
  double *source;
} Body;

static int rate_of(realtype t, N_Vector y, N_Vector dy, void *data) {
  (void)t;
  const Body *b = data;
  const Problem *p = b->p;
  const double *c = N_VGetArrayPointer(y);
  double *f = N_VGetArrayPointer(dy);
  const int fluid = p->fluid, all = p->all;
  double drained = 0;
  for (int i = 0; i < fluid; i++) f[i] = b->source[i];
  for (int i = fluid; i < all; i++) f[i] = 0;
  for (int i = 0; i < all; i++) {
    const int over = (int)p->parent[i];
    const double leaving = b->drain[i] * c[i];
    if (i < fluid) drained += leaving;
    const int root = i < fluid ? over >= fluid : over >= all;
    const double handed = root ? 0 : b->up[i] * c[i] - b->down[i] * c[over];
    f[i] -= handed + leaving;
    if (!root) f[over] += handed;
  }
  if (p->plasma) f[all - 1] += drained;
  for (int i = 0; i < all; i++) f[i] /= b->volume[i];
  return 0;
}

static int jacobian_of(realtype t, N_Vector y, N_Vector dy, SUNMatrix j, void *data, N_Vector a,
                       N_Vector s, N_Vector d) {
  (void)t; (void)y; (void)dy; (void)a; (void)s; (void)d;
  const Body *b = data;
  const Problem *p = b->p;
  for (int i = 0; i < p->all; i++) {
    const int over = (int)p->parent[i];
    const int root = i < p->fluid ? over >= p->fluid : over >= p->all;
    SM_ELEMENT_B(j, i, i) -= (b->drain[i] + (root ? 0 : b->up[i])) / b->volume[i];
    if (root) continue;
    SM_ELEMENT_B(j, over, i) += b->up[i] / b->volume[over];
    SM_ELEMENT_B(j, i, over) += b->down[i] / b->volume[i];
    SM_ELEMENT_B(j, over, over) -= b->down[i] / b->volume[over];
  }
  return 0;
}

static int band_of(const Problem *p) {
  int widest = 1;
  for (int i = 0; i < p->all; i++) {
    const int over = (int)p->parent[i];
    const int root = i < p->fluid ? over >= p->fluid : over >= p->all;
    if (!root && over - i > widest) widest = over - i;
  }
  return widest;
}

static void enter(Body *b, int member, const Interval *i) {
  const Problem *p = b->p;
  b->volume = body_of(p, member, i->era, 0);
  b->up = body_of(p, member, i->era, 1);
  b->down = body_of(p, member, i->era, 2);
  b->drain = body_of(p, member, i->era, 3);
  memset(b->source, 0, sizeof(double) * p->fluid);
  for (int way = 0; way < p->ways; way++)
    for (int k = 0; k < p->fluid; k++)
      b->source[k] += i->rates[way] * shares_of(p, member, i->era, way)[k];
}

static void must(int flag, const char *what) {
  if (flag < 0) { fprintf(stderr, "%s: %d\n", what, flag); exit(3); }
}

static void carry(const Problem *p, int member, double tolerance, double *answer) {
  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector y = N_VNew_Serial(p->all, context);
  N_Vector out = N_VNew_Serial(p->all, context);
  N_Vector absolute = N_VNew_Serial(p->all, context);
  N_VConst(0, y);
  for (int i = 0; i < p->all; i++)
    NV_Ith_S(absolute, i) = tolerance * p->high[i < p->fluid ? 0 : 1];
  Body body = {.p = p, .source = calloc(p->fluid, sizeof(double))};
  const int band = band_of(p);
  SUNMatrix matrix = SUNBandMatrix(p->all, band, band, context);
  SUNLinearSolver linear = SUNLinSol_Band(y, matrix, context);
  void *cvode = CVodeCreate(CV_BDF, context);
  enter(&body, member, &p->interval[0]);
  must(CVodeInit(cvode, rate_of, 0, y), "init");
  must(CVodeSVtolerances(cvode, tolerance, absolute), "tolerances");
  must(CVodeSetUserData(cvode, &body), "data");
  must(CVodeSetLinearSolver(cvode, linear, matrix), "linear");
  must(CVodeSetJacFn(cvode, jacobian_of), "jacobian");
  must(CVodeSetMaxNumSteps(cvode, 1000000), "steps");
  int next = 0;
  for (int k = 0; k < p->intervals; k++) {
    const Interval *i = &p->interval[k];
    const double end = i->from + i->hours;
    realtype t = i->from;
    enter(&body, member, i);
    for (int way = 0; way < p->ways; way++)
      for (int a = 0; i->doses[way] > 0 && a < p->fluid; a++)
        NV_Ith_S(y, a) += i->doses[way] * shares_of(p, member, i->era, way)[a] / body.volume[a];
    must(CVodeReInit(cvode, i->from, y), "restart");
    must(CVodeSetStopTime(cvode, end), "stop");
    for (; next < p->samples && p->hours[next] < end - 1e-9; next++) {
      must(CVode(cvode, p->hours[next], out, &t, CV_NORMAL), "step");
      memcpy(answer + (size_t)next * p->all, N_VGetArrayPointer(out), sizeof(double) * p->all);
    }
    must(CVode(cvode, end, y, &t, CV_NORMAL), "step");
    for (; next < p->samples && p->hours[next] <= end + 1e-9; next++)
      memcpy(answer + (size_t)next * p->all, N_VGetArrayPointer(y), sizeof(double) * p->all);
  }
  CVodeFree(&cvode);
  SUNLinSolFree(linear);
  SUNMatDestroy(matrix);
  N_VDestroy(y); N_VDestroy(out); N_VDestroy(absolute);
  free(body.source);
  SUNContext_Free(&context);
}

int main(int count, char **words) {
  if (count != 5) return 2;
  const Problem p = read_problem(words[1]);
  const double tolerance = atof(words[3]);
  const int repetitions = atoi(words[4]);
  const size_t one = (size_t)p.samples * p.all;
  double *answer = calloc(one * p.members, sizeof(double));
  double best = 1e300;
  for (int turn = 0; turn < repetitions; turn++) {
    const double start = seconds();
    for (int member = 0; member < p.members; member++)
      carry(&p, member, tolerance, answer + one * member);
    const double taken = (seconds() - start) * 1e3 / p.members;
    if (taken < best) best = taken;
  }
  write_answer(words[2], &p, answer);
  printf("%.6f\n", best);
  return 0;
}
