; Can the condition of this test hold in an execution that the model allows?
; unsat: never. sat: it can.
; Asked once for each of some choices of slots, whatever the other slots hold.
;
; written by fencewise (devel)
; model power
; loops are gone round 2 times at most
;
; PPC cycle-77114
; {
; 0:r1=x0; 0:r2=x1; 0:r7=1; 0:r8=2;
; 1:r1=x1; 1:r2=x0; 1:r7=1; 1:r8=2;
; }
;  P0                                       | P1                           ;
;  lwz r5,0(r1)                             | stw r8,0(r1)                 ;
;  (*@ s0: none, isync, lwsync, ctrl(r5) *) | (*@ s1: none, eieio, sync *) ;
;  lwz r6,0(r2)                             | stw r7,0(r2)                 ;
; exists (0:r5=1 /\ 0:r6=0)
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
(define-fun n5 () Bool (not v5))
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
(declare-const v15 Bool)
(define-fun n15 () Bool (not v15))
(declare-const v16 Bool)
(define-fun n16 () Bool (not v16))
(declare-const v17 Bool)
(define-fun n17 () Bool (not v17))
(declare-const v18 Bool)
(define-fun n18 () Bool (not v18))
(declare-const v19 Bool)
(define-fun n19 () Bool (not v19))
(declare-const v20 Bool)
(define-fun n20 () Bool (not v20))
(declare-const v21 Bool)
(define-fun n21 () Bool (not v21))
(declare-const v22 Bool)
(define-fun n22 () Bool (not v22))
(assert (and
(or v2 v3 v4 v5)
(or n3 n2)
(or n4 n2)
(or n4 n3)
(or n5 n2)
(or n5 n3)
(or n5 n4)))
(assert (and
(or v6 v7 v8)
(or n7 n6)
(or n8 n6)
(or n8 n7)))
(assert (and
(or n10 n9)
(or v9 v10)))
(assert (and
(or n12 n11)
(or v11 v12)))
(assert (and
(or n9 n10)
(or n10 n9)))
(assert (and
(or v10 n13)))
(assert (and
(or n11 n12)
(or n12 n11)))
(assert (and
(or v11 n13)))
(assert (and
v13))
(assert (and
(or n10 n9)
(or n11 n12)))
(assert (and
(or n8 v14)
(or n7 v14)))
(assert (and
(or n4 v15)
(or n10 v16)
(or n10 n15 v17)))
(assert (and
(or n8 n16 v18)
(or n8 n17 v19)))
(assert (and
(or n11 n19 v20)))
(assert (and
(or n14 v21)
(or n8 v21)))
(assert (and
(or n18 n15 v22)
(or n19 v22)
(or n21 n17 v22)))
(assert (and
n20))
(assert (and
(or n11 n22)))
(check-sat-assuming (v4 v7))
