// SPDX-License-Identifier: Apache-2.0
// The problem that `cisterna bench body` hands to every peer: bodies as trees of compartments, the
// intervals of a regimen, and the times at which all concentrations are wanted. Doubles only, in
// the order in which `packages/cli/src/bench/body/problem.ts` writes them.
#ifndef PROBLEM_H
#define PROBLEM_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  double from, hours;
  int era, turning;
  const double *rates, *doses;
} Interval;

typedef struct {
  int fluid, plasma, all, members, eras, ways, intervals, samples;
  const double *parent;      // all: place of the parent, its tree's end for a root
  const double *bodies;      // members × eras × (volume, up, down, drain) × all
  const double *shares;      // members × eras × ways × fluid
  Interval *interval;
  const double *hours;       // samples
  const double *high;        // highest concentration of the fluid, and of the plasma
} Problem;

static inline const double *body_of(const Problem *p, int member, int era, int which) {
  return p->bodies + (((size_t)member * p->eras + era) * 4 + which) * p->all;
}

static inline const double *shares_of(const Problem *p, int member, int era, int way) {
  return p->shares + (((size_t)member * p->eras + era) * p->ways + way) * p->fluid;
}

static Problem read_problem(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(2); }
  fseek(file, 0, SEEK_END);
  size_t bytes = (size_t)ftell(file);
  rewind(file);
  double *at = malloc(bytes);
  if (fread(at, 1, bytes, file) != bytes) { perror(path); exit(2); }
  fclose(file);
  Problem p;
  p.fluid = (int)*at++; p.plasma = (int)*at++; p.members = (int)*at++; p.eras = (int)*at++;
  p.ways = (int)*at++; p.intervals = (int)*at++; p.samples = (int)*at++;
  p.all = p.fluid + p.plasma;
  p.parent = at; at += p.all;
  p.bodies = at; at += (size_t)p.members * p.eras * 4 * p.all;
  p.shares = at; at += (size_t)p.members * p.eras * p.ways * p.fluid;
  p.interval = malloc(sizeof(Interval) * p.intervals);
  for (int k = 0; k < p.intervals; k++) {
    Interval *i = &p.interval[k];
    i->from = *at++; i->hours = *at++; i->era = (int)*at++; i->turning = (int)*at++;
    i->rates = at; at += p.ways;
    i->doses = at; at += p.ways;
  }
  p.hours = at; at += p.samples;
  p.high = at;
  return p;
}

// Concentrations: members × samples × all.
static void write_answer(const char *path, const Problem *p, const double *answer) {
  FILE *file = fopen(path, "wb");
  size_t count = (size_t)p->members * p->samples * p->all;
  if (!file || fwrite(answer, 8, count, file) != count) { perror(path); exit(2); }
  fclose(file);
}

// Seconds that this process has had a processor for.
static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
#endif
