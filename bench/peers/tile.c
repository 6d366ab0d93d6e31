// SPDX-License-Identifier: Apache-2.0
// The algorithm of `packages/body/src/batch` in C, on the problem of `cisterna bench body`: TR-BDF2
// on tiles of four bodies, steps on a ladder, the same strain, the same cubic between steps.
// tile PROBLEM ANSWER ALLOWED REPETITIONS, with the strain allowed in a step: prints milliseconds of
// processor time for one body.
#include "problem.h"
#include <math.h>

#define LANES 4
#define SLOTS 48
#define LOWEST_RUNG 20
#define FIRST_RUNG 6
#define CAUTION 0.85
#define FURTHEST 64
typedef double Four __attribute__((vector_size(32)));

static double GAMMA, LATE, A, B, EARLY_STRAIN, INNER_STRAIN, LATE_STRAIN;

typedef struct {
  const Problem *p;
  int fluid, central, size, side, used, next;
  int *parent, *places;
  double half_of[SLOTS], read_from;
  Four *up, *down, *drain, *per_volume, *source, *mass[2], *flux[2], *stage, *strain;
  Four *carry[SLOTS], *inverse[SLOTS], *back[SLOTS];
  double *answer;
  int member, lanes;
} Tile;

static Four *vector(const Tile *t) {
  Four *v = aligned_alloc(64, (sizeof(Four) * (t->size + 1) + 63) / 64 * 64);
  memset(v, 0, sizeof(Four) * (t->size + 1));
  return v;
}

// First what hangs on the longest way to the root, then that way itself; as `placesOf`.
static void order(Tile *t) {
  const Problem *p = t->p;
  const int n = p->fluid;
  int *height = calloc(n + 1, sizeof(int)), *tallest = calloc(n + 1, sizeof(int));
  char *on_way = calloc(n, 1);
  for (int i = 0; i <= n; i++) tallest[i] = -1;
  for (int i = 0; i < n; i++) {
    const int over = (int)p->parent[i] < n ? (int)p->parent[i] : n;
    if (height[i] + 1 <= height[over]) continue;
    height[over] = height[i] + 1;
    tallest[over] = i;
  }
  int along = n;
  for (int i = tallest[n]; i >= 0; i = tallest[i]) { on_way[i] = 1; along--; }
  int beside = 0;
  for (int i = 0; i < n; i++) t->places[i] = on_way[i] ? along++ : beside++;
  for (int i = n; i < p->all; i++) t->places[i] = i;
  free(height); free(tallest); free(on_way);
}

static Tile *make(const Problem *p) {
  Tile *t = calloc(1, sizeof(Tile));
  t->p = p;
  t->fluid = p->fluid;
  t->central = p->fluid + (p->plasma > 0 ? p->plasma - 1 : 0);
  t->size = p->all + 1;
  t->parent = calloc(t->size, sizeof(int));
  t->places = calloc(t->size, sizeof(int));
  order(t);
  Four **vectors[] = {&t->up, &t->down, &t->drain, &t->per_volume, &t->source, &t->mass[0],
                      &t->mass[1], &t->flux[0], &t->flux[1], &t->stage, &t->strain};
  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) *vectors[i] = vector(t);
  for (int s = 0; s < SLOTS; s++) {
    t->carry[s] = vector(t); t->inverse[s] = vector(t); t->back[s] = vector(t);
  }
  return t;
}

static int member_in(const Tile *t, int lane) {
  return t->member + (lane < t->lanes ? lane : t->lanes - 1);
}

static void load(Tile *t, int era) {
  const Problem *p = t->p;
  const int gone = t->size - 1;
  for (int lane = 0; lane < LANES; lane++) {
    const int m = member_in(t, lane);
    const double *volume = body_of(p, m, era, 0), *up = body_of(p, m, era, 1);
    const double *down = body_of(p, m, era, 2), *drain = body_of(p, m, era, 3);
    for (int i = 0; i < p->all; i++) {
      const int at = t->places[i], over = (int)p->parent[i], blood = i >= p->fluid;
      const int root = blood ? over >= p->all : over >= p->fluid;
      const int leaves = root && blood;
      t->parent[at] = root ? (blood ? gone : t->size) : t->places[over];
      t->up[at][lane] = leaves ? drain[i] / volume[i] : up[i] / volume[i];
      t->down[at][lane] = root ? 0 : down[i] / volume[over];
      t->drain[at][lane] = leaves ? 0 : drain[i] / volume[i];
      t->per_volume[at][lane] = 1 / volume[i];
    }
    t->per_volume[gone][lane] = 1;
  }
  t->parent[gone] = t->size;
  t->used = 0;
}

static void refresh(Tile *t) {
  Four *flux = t->flux[t->side], *mass = t->mass[t->side];
  memset(flux, 0, sizeof(Four) * (t->size + 1));
  t->read_from = INFINITY;
  for (int i = 0; i < t->size; i++) {
    const int over = t->parent[i];
    const Four handed = t->up[i] * mass[i] - t->down[i] * mass[over];
    const Four drained = t->drain[i] * mass[i];
    flux[i] -= handed + drained;
    flux[over] += handed;
    flux[t->central] += drained;
  }
}

static void factor(Tile *t, int slot, double half) {
  Four *surplus = t->stage;
  memset(surplus, 0, sizeof(Four) * (t->size + 1));
  for (int i = 0; i < t->size; i++) {
    const Four rising = half * t->up[i], falling = half * t->down[i];
    const Four own = 1.0 + half * t->drain[i] + surplus[i], pivot = own + rising;
    surplus[t->parent[i]] += falling * own / pivot;
    t->carry[slot][i] = rising / pivot;
    t->inverse[slot][i] = 1.0 / pivot;
    t->back[slot][i] = falling / pivot;
  }
}

static int slot_for(Tile *t, double half) {
  for (int s = 0; s < t->used; s++) if (t->half_of[s] == half) return s;
  if (t->used == SLOTS) t->used = 0;
  t->half_of[t->used] = half;
  factor(t, t->used, half);
  return t->used++;
}

static void rise(const Tile *t, const Four *restrict carry, Four *restrict v, int from, int upto) {
  const int *restrict parent = t->parent;
  Four brought = {0};
  for (int i = from; i < upto; i++) {
    const Four here = v[i] + brought;
    v[i] = here;
    brought = carry[i] * here;
    if (parent[i] == i + 1) continue;
    v[parent[i]] += brought;
    brought = (Four){0};
  }
}

static void fall(const Tile *t, int slot, Four *restrict v, int from, int upto) {
  const int *restrict parent = t->parent;
  const Four *restrict inverse = t->inverse[slot], *restrict back = t->back[slot];
  Four here = {0};
  for (int i = upto - 1; i >= from; i--) {
    if (parent[i] != i + 1) here = v[parent[i]];
    here = inverse[i] * v[i] + back[i] * here;
    v[i] = here;
  }
}

static void fall_inner(const Tile *t, int slot, double half, const Four *restrict start,
                       Four *restrict end, Four *restrict after) {
  const int *restrict parent = t->parent;
  const Four *restrict inverse = t->inverse[slot], *restrict back = t->back[slot];
  const Four *restrict drain = t->drain, *restrict source = t->source;
  Four *restrict v = t->stage;
  Four here = {0}, drained = {0};
  for (int i = t->fluid - 1; i >= 0; i--) {
    if (parent[i] != i + 1) here = v[parent[i]];
    here = inverse[i] * v[i] + back[i] * here;
    v[i] = here;
    drained += drain[i] * here;
    const Four right = A * here - B * start[i] + half * source[i];
    end[i] = right;
    after[i] = right;
  }
  v[t->central] += half * drained;
}

static void fall_end(const Tile *t, int slot, double half, Four *restrict v,
                     Four *restrict after) {
  const int *restrict parent = t->parent;
  const Four *restrict inverse = t->inverse[slot], *restrict back = t->back[slot];
  const Four *restrict drain = t->drain;
  const double per_half = 1 / half;
  Four here = {0}, drained = {0};
  for (int i = t->fluid - 1; i >= 0; i--) {
    if (parent[i] != i + 1) here = v[parent[i]];
    here = inverse[i] * v[i] + back[i] * here;
    v[i] = here;
    drained += drain[i] * here;
    after[i] = (here - after[i]) * per_half;
  }
  v[t->central] += half * drained;
}

static void step(Tile *t, int slot, double half) {
  Four *start = t->mass[t->side], *end = t->mass[!t->side];
  Four *before = t->flux[t->side], *after = t->flux[!t->side];
  for (int i = 0; i < t->size; i++)
    t->stage[i] = start[i] + half * (before[i] + 2.0 * t->source[i]);
  rise(t, t->carry[slot], t->stage, 0, t->fluid);
  fall_inner(t, slot, half, start, end, after);
  rise(t, t->carry[slot], t->stage, t->fluid, t->size);
  fall(t, slot, t->stage, t->fluid, t->size);
  for (int i = t->fluid; i < t->size; i++) after[i] = end[i] = A * t->stage[i] - B * start[i];
  rise(t, t->carry[slot], end, 0, t->fluid);
  fall_end(t, slot, half, end, after);
  rise(t, t->carry[slot], end, t->fluid, t->size);
  fall(t, slot, end, t->fluid, t->size);
  for (int i = t->fluid; i < t->size; i++) after[i] = (end[i] - after[i]) * (1 / half);
}

static double strain(Tile *t, int slot, double half) {
  const Four *start = t->mass[t->side], *end = t->mass[!t->side];
  const Four *before = t->flux[t->side], *after = t->flux[!t->side];
  for (int i = 0; i < t->fluid; i++) {
    const Four middle = t->stage[i] - start[i] - half * (before[i] + 2.0 * t->source[i]);
    t->strain[i] = EARLY_STRAIN * half * before[i] + INNER_STRAIN * middle +
                   LATE_STRAIN * half * after[i];
  }
  rise(t, t->carry[slot], t->strain, 0, t->fluid);
  fall(t, slot, t->strain, 0, t->fluid);
  Four off = {0}, high = {5e-324, 5e-324, 5e-324, 5e-324};
  for (int i = 0; i < t->fluid; i++) {
    const Four error = t->strain[i] * t->per_volume[i], here = end[i] * t->per_volume[i];
    for (int lane = 0; lane < LANES; lane++) {
      const double size = error[lane] < 0 ? -error[lane] : error[lane];
      off[lane] = off[lane] > size ? off[lane] : size;
      high[lane] = high[lane] > here[lane] ? high[lane] : here[lane];
    }
  }
  double worst = 0;
  for (int lane = 0; lane < LANES; lane++) worst = fmax(worst, off[lane] / high[lane]);
  return worst;
}

static void look(Tile *t, double now, double length) {
  const Problem *p = t->p;
  for (; t->next < p->samples && p->hours[t->next] <= now + 1e-9; t->next++) {
    const double before = now - p->hours[t->next];
    const double s = before <= 1e-9 ? 1 : 1 - before / length, left = 1 - s;
    for (int i = 0; i < p->all; i++) {
      const int at = t->places[i];
      const Four start = t->mass[!t->side][at], end = t->mass[t->side][at];
      const Four early = t->flux[!t->side][at] + t->source[at];
      const Four late = t->flux[t->side][at] + t->source[at];
      const Four chord = start * left * left * (1 + 2 * s) + end * s * s * (3 - 2 * s);
      const Four bend = length * s * left * (early * left - late * s);
      const Four c = (s == 1 ? end : chord + bend) * t->per_volume[at];
      for (int lane = 0; lane < t->lanes; lane++)
        t->answer[((size_t)(t->member + lane) * p->samples + t->next) * p->all + i] = c[lane];
    }
  }
}

static int rungs_down(double excess) {
  const int rungs = (int)ceil(log2(fmax(cbrt(excess), 1e-9) / CAUTION));
  return excess > 1 ? (rungs > 1 ? rungs : 1) : (rungs < 0 ? rungs : 0);
}

// A step of a climb: its rung, and the rung that its strain asked for; -1: it was not asked.
typedef struct { int rung, answer; } Stride;
// A climb over an interval, by its length and the length of the one before it.
typedef struct { double past, hours; int count, room, milestone[3]; Stride *strides; } Climb;

static void push(Climb *c, Stride stride) {
  if (c->count == c->room) {
    c->room = c->room ? 2 * c->room : 64;
    c->strides = realloc(c->strides, sizeof(Stride) * c->room);
  }
  c->strides[c->count++] = stride;
}

// The first step, the last that was asked, and one between.
static void mark(Climb *c) {
  int asked = 0;
  for (int i = 0; i < c->count; i++) asked += c->strides[i].answer >= 0;
  const int wanted[3] = {0, asked >> 1, asked - 1};
  int seen = 0;
  for (int i = 0; i < c->count; i++) {
    if (c->strides[i].answer < 0) continue;
    for (int k = 0; k < 3; k++) if (wanted[k] == seen) c->milestone[k] = i;
    seen++;
  }
}

static int is_milestone(const Climb *c, int place) {
  return place == c->milestone[0] || place == c->milestone[1] || place == c->milestone[2];
}

// As `climb`; `known` is the climb over an interval like this one and becomes the one made here.
static void climb(Tile *t, const Interval *interval, double allowed, int begin, Climb *known) {
  const long whole = 1L << LOWEST_RUNG;
  long place = 0;
  int at = begin, goal = begin;
  double now = interval->from;
  Climb made = {0};
  int follows = known->count > 0 && known->strides[0].rung == begin;
  while (place < whole) {
    const Stride *leader = follows ? &known->strides[made.count] : NULL;
    if (leader) at = leader->rung;
    const double length = interval->hours / (double)(1L << at), half = LATE * length;
    if (length > FURTHEST * t->read_from) refresh(t);
    const int slot = slot_for(t, half);
    step(t, slot, half);
    const long units = whole >> at;
    const int asks = leader ? is_milestone(known, made.count)
                            : place == 0 || (at <= goal && (place + units) % (2 * units) == 0);
    if (asks) {
      int fitting = at + rungs_down(strain(t, slot, half) / allowed);
      if (fitting < 0) fitting = 0;
      goal = fitting < LOWEST_RUNG ? fitting : LOWEST_RUNG;
      if (!leader || leader->answer != goal) follows = 0;
    }
    if (asks && goal > at) { at = goal; continue; }
    t->side = !t->side;
    t->read_from = length;
    now += length;
    look(t, now, length);
    push(&made, follows ? *leader : (Stride){at, asks ? goal : -1});
    place += units;
    while (!follows && at > goal && place % (whole >> (at - 1)) == 0) at--;
  }
  if (follows) { free(made.strides); return; }
  free(known->strides);
  made.past = known->past;
  made.hours = known->hours;
  mark(&made);
  *known = made;
}

static void enter(Tile *t, const Interval *interval) {
  const Problem *p = t->p;
  memset(t->source, 0, sizeof(Four) * (t->size + 1));
  int injected = 0;
  for (int lane = 0; lane < LANES; lane++)
    for (int way = 0; way < p->ways; way++) {
      const double *shares = shares_of(p, member_in(t, lane), interval->era, way);
      const double rate = interval->rates[way], dose = interval->doses[way];
      injected |= dose > 0;
      for (int i = 0; i < p->fluid; i++) {
        if (shares[i] == 0) continue;
        t->source[t->places[i]][lane] += rate * shares[i];
        t->mass[t->side][t->places[i]][lane] += dose * shares[i];
      }
    }
  if (injected) refresh(t);
}

static void carry(Tile *t, int member, double allowed) {
  const Problem *p = t->p;
  t->member = member;
  t->lanes = p->members - member < LANES ? p->members - member : LANES;
  t->next = 0;
  for (int side = 0; side < 2; side++) {
    memset(t->mass[side], 0, sizeof(Four) * (t->size + 1));
    memset(t->flux[side], 0, sizeof(Four) * (t->size + 1));
  }
  load(t, 0);
  refresh(t);
  double past = 0;
  double lengths[256];
  int rungs[256], lengths_known = 0;
  Climb climbs[256] = {0};
  int climbs_known = 0;
  for (int k = 0; k < p->intervals; k++) {
    const Interval *i = &p->interval[k];
    if (i->turning) { load(t, i->era); refresh(t); }
    enter(t, i);
    int at = 0, like = 0;
    while (at < lengths_known && lengths[at] != i->hours) at++;
    if (at == lengths_known && at < 255) { lengths[at] = i->hours; rungs[lengths_known++] = FIRST_RUNG; }
    while (like < climbs_known && (climbs[like].past != past || climbs[like].hours != i->hours)) like++;
    if (like == climbs_known && like < 255) climbs[climbs_known++] = (Climb){past, i->hours};
    climb(t, i, allowed, rungs[at], &climbs[like]);
    rungs[at] = climbs[like].strides[0].answer;
    past = i->hours;
  }
  for (int k = 0; k < climbs_known; k++) free(climbs[k].strides);
}

int main(int count, char **words) {
  if (count != 5) return 2;
  GAMMA = 2 - sqrt(2); LATE = GAMMA / 2; A = 1 / (GAMMA * (2 - GAMMA)); B = A - 1;
  const double size = (-3 * GAMMA * GAMMA + 4 * GAMMA - 2) / (6 * (2 - GAMMA)) / LATE;
  EARLY_STRAIN = size / GAMMA;
  INNER_STRAIN = -size / (GAMMA * (1 - GAMMA));
  LATE_STRAIN = size / (1 - GAMMA);
  const Problem p = read_problem(words[1]);
  const double allowed = atof(words[3]);
  const int repetitions = atoi(words[4]);
  Tile *t = make(&p);
  t->answer = calloc((size_t)p.members * p.samples * p.all, sizeof(double));
  double best = 1e300;
  for (int turn = 0; turn < repetitions; turn++) {
    const double start = seconds();
    for (int member = 0; member < p.members; member += LANES) carry(t, member, allowed);
    const double taken = (seconds() - start) * 1e3 / p.members;
    if (taken < best) best = taken;
  }
  write_answer(words[2], &p, t->answer);
  printf("%.6f\n", best);
  return 0;
}
