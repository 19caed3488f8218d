; Can the condition of this test hold in an execution that the model allows?
; unsat: never. sat: it can.
;
; written by fencewise (devel)
; model power
; loops are gone round 2 times at most
;
; PPC loops-77164
; {
; 0:r1=x0; 0:r2=x1; 0:r3=x2; 0:r4=1; 0:r9=2;
; 1:r1=x0; 1:r2=x1; 1:r3=x2; 1:r4=1; 1:r9=2;
; }
;  P0           | P1            ;
;  L01:         | stw r4,0(r1)  ;
;  lwz r7,0(r1) | lwz r10,0(r3) ;
;  cmpwi r7,1   | sync          ;
;  bne EL01     | stw r6,0(r1)  ;
;  cmpwi r7,1   |               ;
;  beq S02      |               ;
;  stw r5,0(r3) |               ;
;  S02:         |               ;
;  b L01        |               ;
;  EL01:        |               ;
; exists (0:r5=3 /\ [x1]=1 /\ [x2]=1)
;
; v5 is variable 5, and n5 its negation
(set-info :smt-lib-version 2.6)
(set-logic QF_UF)
(declare-const v2 Bool)
(define-fun n2 () Bool (not v2))
(declare-const v3 Bool)
(define-fun n3 () Bool (not v3))
(declare-const v4 Bool)
(define-fun n4 () Bool (not v4))
(declare-const v5 Bool)
(declare-const v6 Bool)
(define-fun n6 () Bool (not v6))
(declare-const v7 Bool)
(define-fun n7 () Bool (not v7))
(declare-const v8 Bool)
(define-fun n8 () Bool (not v8))
(declare-const v9 Bool)
(define-fun n9 () Bool (not v9))
(declare-const v10 Bool)
(define-fun n10 () Bool (not v10))
(declare-const v11 Bool)
(define-fun n11 () Bool (not v11))
(declare-const v12 Bool)
(define-fun n12 () Bool (not v12))
(declare-const v13 Bool)
(define-fun n13 () Bool (not v13))
(declare-const v14 Bool)
(define-fun n14 () Bool (not v14))
(assert (and
(or n2 v6)
(or n2 n3)
(or n3 n6)
(or n4 v6)
(or n4 n3)))
(assert (and
n3))
(assert (and
(or n3 n2)
(or n4 n2)
(or n4 n3)
(or v2 v3 v4)))
(assert (and
v5))
(assert (and
n8))
(assert (and
v8))
(assert (and
(or n2 v9)
(or n4 v7 v9)
(or n2 v10)
(or n3 n7 v10)))
(assert (and
(or n3 n9)
(or v7 v11)
(or n4 n9 v11)
(or n4 n10)
n11))
(assert (and
(or n2 v12)
(or n4 v7 v12)))
(assert (and
(or n4 v13)))
(assert (and
(or n12 n13 v14)))
(assert (and
n14
v7))
(assert (and
(or n12 n13)))
(check-sat)
