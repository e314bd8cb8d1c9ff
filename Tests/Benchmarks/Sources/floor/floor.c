// The floor of one training step: only its matrix products, each by a JIT kernel of libxsmm on warm data.
// build: gcc -O2 floor.c -o floor -lxsmm -lxsmmnoblas -ldl -lpthread -lm     run: ./floor
// Where libxsmm does not exist, the program says so and measures nothing.
#if __has_include(<libxsmm.h>)
#include <libxsmm.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+1e-9*t.tv_nsec;}
typedef struct { libxsmm_smmfunction f; float *a,*b,*c; double flops; } product;
static product make(int m,int n,int k){ float al=1,be=0; int fl=0; product p;
  p.f=libxsmm_smmdispatch(n,m,k,NULL,NULL,NULL,&al,&be,&fl,NULL); p.flops=2.0*m*n*k;
  p.a=aligned_alloc(64,((4L*m*k+63)/64)*64); p.b=aligned_alloc(64,((4L*n*k+63)/64)*64); p.c=aligned_alloc(64,((4L*m*n+63)/64)*64);
  for(long i=0;i<(long)m*k;i++)p.a[i]=.1f; for(long i=0;i<(long)n*k;i++)p.b[i]=.1f; return p; }
static void workload(const char*name,int batch,const int*dims,int layers){
  product ps[128]; int n=0; double flops=0;
  for(int i=0;i<layers;i++){ ps[n++]=make(batch,dims[i+1],dims[i]); ps[n++]=make(dims[i],dims[i+1],batch); if(i) ps[n++]=make(batch,dims[i],dims[i+1]); }
  for(int i=0;i<n;i++){ flops+=ps[i].flops; if(!ps[i].f){printf("%s: no kernel\n",name);return;} }
  int reps=(int)(1e9/flops)+3; double best=1e9;
  for(int r=0;r<7;r++){ double t=now(); for(int q=0;q<reps;q++) for(int i=0;i<n;i++) ps[i].f(ps[i].b,ps[i].a,ps[i].c); t=(now()-t)/reps; if(t<best)best=t; }
  printf("%-6s floor %9.2f us/step  %6.1f GFLOP/s  %.3f MFLOP/step\n",name,best*1e6,flops/best*1e-9,flops*1e-6);
}
int main(void){ libxsmm_init(); printf("target %s\n",libxsmm_get_target_arch());
  int small[]={64,64,32,10}; workload("small",32,small,3);
  int deep[18]; deep[0]=64; for(int i=1;i<=16;i++)deep[i]=32; deep[17]=10; workload("deep",32,deep,17);
  int wide[]={784,512,512,10}; workload("wide",128,wide,3); return 0; }
#else
#include <stdio.h>
int main(void){ fprintf(stderr,"libxsmm is missing: the floor is not measured\n"); return 0; }
#endif
