; Can the condition of this test hold in an execution that the model allows?
; unsat: never. sat: it can.
;
; written by fencewise (devel)
; model power
; loops are gone round 2 times at most
;
; PPC spsc-2-lwsync
; {
; int buf[2]={0,0};
; 0:r1=tail; 0:r2=head; 0:r3=buf;
; 1:r1=tail; 1:r2=head; 1:r3=buf;
; }
;  P0           | P1               ;
;  li r6,1      | C0: lwz r5,0(r1) ;
;  stw r6,0(r3) | cmpwi r5,1       ;
;  lwsync       | blt C0           ;
;  li r7,1      | isync            ;
;  stw r7,0(r1) | lwz r10,0(r3)    ;
;  li r6,2      | lwsync           ;
;  stw r6,4(r3) | li r7,1          ;
;  lwsync       | stw r7,0(r2)     ;
;  li r7,2      | C1: lwz r5,0(r1) ;
;  stw r7,0(r1) | cmpwi r5,2       ;
;               | blt C1           ;
;               | isync            ;
;               | lwz r11,4(r3)    ;
;               | lwsync           ;
;               | li r7,2          ;
;               | stw r7,0(r2)     ;
; exists (not (1:r10=1) \/ not (1:r11=2))
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
(declare-const v23 Bool)
(define-fun n23 () Bool (not v23))
(declare-const v24 Bool)
(define-fun n24 () Bool (not v24))
(declare-const v25 Bool)
(define-fun n25 () Bool (not v25))
(declare-const v26 Bool)
(define-fun n26 () Bool (not v26))
(declare-const v27 Bool)
(define-fun n27 () Bool (not v27))
(declare-const v28 Bool)
(define-fun n28 () Bool (not v28))
(declare-const v29 Bool)
(define-fun n29 () Bool (not v29))
(declare-const v30 Bool)
(define-fun n30 () Bool (not v30))
(declare-const v31 Bool)
(define-fun n31 () Bool (not v31))
(declare-const v32 Bool)
(define-fun n32 () Bool (not v32))
(declare-const v33 Bool)
(define-fun n33 () Bool (not v33))
(declare-const v34 Bool)
(define-fun n34 () Bool (not v34))
(declare-const v35 Bool)
(define-fun n35 () Bool (not v35))
(declare-const v36 Bool)
(define-fun n36 () Bool (not v36))
(declare-const v37 Bool)
(define-fun n37 () Bool (not v37))
(declare-const v38 Bool)
(define-fun n38 () Bool (not v38))
(declare-const v39 Bool)
(define-fun n39 () Bool (not v39))
(declare-const v40 Bool)
(define-fun n40 () Bool (not v40))
(declare-const v41 Bool)
(define-fun n41 () Bool (not v41))
(declare-const v42 Bool)
(define-fun n42 () Bool (not v42))
(declare-const v43 Bool)
(define-fun n43 () Bool (not v43))
(declare-const v44 Bool)
(define-fun n44 () Bool (not v44))
(declare-const v45 Bool)
(define-fun n45 () Bool (not v45))
(declare-const v46 Bool)
(define-fun n46 () Bool (not v46))
(declare-const v47 Bool)
(define-fun n47 () Bool (not v47))
(declare-const v48 Bool)
(define-fun n48 () Bool (not v48))
(declare-const v49 Bool)
(define-fun n49 () Bool (not v49))
(declare-const v50 Bool)
(define-fun n50 () Bool (not v50))
(declare-const v51 Bool)
(define-fun n51 () Bool (not v51))
(declare-const v52 Bool)
(define-fun n52 () Bool (not v52))
(declare-const v53 Bool)
(define-fun n53 () Bool (not v53))
(declare-const v54 Bool)
(define-fun n54 () Bool (not v54))
(declare-const v55 Bool)
(define-fun n55 () Bool (not v55))
(declare-const v56 Bool)
(define-fun n56 () Bool (not v56))
(declare-const v57 Bool)
(define-fun n57 () Bool (not v57))
(declare-const v58 Bool)
(define-fun n58 () Bool (not v58))
(declare-const v59 Bool)
(define-fun n59 () Bool (not v59))
(declare-const v60 Bool)
(define-fun n60 () Bool (not v60))
(declare-const v61 Bool)
(define-fun n61 () Bool (not v61))
(declare-const v62 Bool)
(define-fun n62 () Bool (not v62))
(declare-const v63 Bool)
(define-fun n63 () Bool (not v63))
(declare-const v64 Bool)
(define-fun n64 () Bool (not v64))
(declare-const v65 Bool)
(define-fun n65 () Bool (not v65))
(declare-const v66 Bool)
(define-fun n66 () Bool (not v66))
(declare-const v67 Bool)
(define-fun n67 () Bool (not v67))
(declare-const v68 Bool)
(define-fun n68 () Bool (not v68))
(declare-const v69 Bool)
(define-fun n69 () Bool (not v69))
(declare-const v70 Bool)
(define-fun n70 () Bool (not v70))
(declare-const v71 Bool)
(define-fun n71 () Bool (not v71))
(declare-const v72 Bool)
(define-fun n72 () Bool (not v72))
(declare-const v73 Bool)
(define-fun n73 () Bool (not v73))
(declare-const v74 Bool)
(define-fun n74 () Bool (not v74))
(declare-const v75 Bool)
(define-fun n75 () Bool (not v75))
(declare-const v76 Bool)
(define-fun n76 () Bool (not v76))
(declare-const v77 Bool)
(define-fun n77 () Bool (not v77))
(declare-const v78 Bool)
(define-fun n78 () Bool (not v78))
(declare-const v79 Bool)
(define-fun n79 () Bool (not v79))
(declare-const v80 Bool)
(define-fun n80 () Bool (not v80))
(declare-const v81 Bool)
(define-fun n81 () Bool (not v81))
(declare-const v82 Bool)
(define-fun n82 () Bool (not v82))
(declare-const v83 Bool)
(define-fun n83 () Bool (not v83))
(assert (and
(or n2 n3)
(or n2 n4)
(or n3 n2)
(or n3 n4)
(or n4 n2)
(or n4 n3)))
(assert (and
(or n7 n8)
(or n7 n9)
(or n8 n7)
(or n8 n9)
(or n9 n7)
(or n9 n8)))
(assert (and
(or n12 n2)
(or n12 v9)
(or v12 v2 n9)))
(assert (and
v12))
(assert (and
(or n3 n2)
(or n4 n2)
(or n4 n3)
(or v2 v3 v4)))
(assert (and
(or n5 n2)
(or n6 n2)
(or n6 n5)
(or v2 v5 v6)))
(assert (and
(or n7 n2)
(or n8 n2)
(or n8 n7)
(or n9 n2)
(or n9 n7)
(or n9 n8)
(or v2 v7 v8 v9)))
(assert (and
(or n10 v12)
(or n11 v12)
(or n11 n10)
(or n12 v10 v11)))
(assert (and
(or n15 v12)
(or n15 v14)
(or v15 n12 n14)
(or n16 v12)
(or n16 n14)
(or v16 n12 v14)))
(assert (and
(or n5 n6)
(or n6 n5)))
(assert (and
(or n18 v12)
(or n18 v6)
(or v18 n12 n6)))
(assert (and
(or n10 n11)
(or n11 n10)))
(assert (and
(or n19 v12)
(or n19 v11)
(or v19 n12 n11)))
(assert (and
(or n20 v18)
(or n20 v19)
(or v20 n18 n19)))
(assert (and
(or n20 n17)))
(assert (and
v17))
(assert (and
(or n2 v21)
(or n4 v13 v21)
(or n2 v22)
(or n3 n13 v22)
(or n7 v23)
(or n9 v13 v23)
(or n7 v24)
(or n8 n13 v24)))
(assert (and
(or n12 v25)
(or n15 v25)))
(assert (and
(or n5 n6)
(or n25 n16)
(or n10 n11)
(or n8 n23)
(or v13 v26)
(or n9 n23 v26)
(or n9 n24)
(or n21 v27)
(or v2 n23 v27)
(or n22 v28)
(or v2 n24 v28)
n26
(or n3 v29)
(or n4 v29)
(or n28 n26 v27)
(or n28 n4)
(or n29 n27)))
(assert (and
(or n15 n16)))
(assert (and
(or n2 v30)
(or n4 v13 v30)
(or n2 v31)
(or n3 n13 v31)
(or n7 v32)
(or n9 v13 v32)))
(assert (and
(or n8 v2 v33)
(or n9 v2 v34)))
(assert (and
(or n30 n33 v35)
(or n31 n34 v35)))
(assert (and
(or v2 n35 v36)))
(assert (and
(or v2 n12 v37)
(or n12 v37)))
(assert (and
(or n37 n12 v38)))
(assert (and
(or n48 n46 v49)))
(assert (and
(or n40 n42 v50)))
(assert (and
(or n49 v51)
(or n50 v51)))
(assert (and
(or n45 v52)
(or n51 v52)))
(assert (and
(or n36 v53)
(or n44 v53)))
(assert (and
(or n44 n42 v54)))
(assert (and
(or n47 n46 v55)))
(assert (and
(or n54 v56)
(or n55 v56)))
(assert (and
(or n38 v57)
(or n56 v57)))
(assert (and
(or v2 v58)
(or n44 v58)))
(assert (and
(or n40 v59)
(or n47 v59)))
(assert (and
(or n43 v39)
(or n53 v40)
(or n52 v41)
(or n46 v42)))
(assert (and
(or v2 v43)
(or v2 v44)
(or n57 v45)
(or n12 v46)))
(assert (and
(or n58 v47)))
(assert (and
(or n59 v48)))
(assert (and
(or n39 v2 v60)
(or n40 v2 v61)
(or n41 n12 v62)
(or n42 n12 v63)))
(assert (and
(or v2 n12 v64)
(or v2 n12 v65)))
(assert (and
(or n64 n12 v66)
(or n65 n12 v67)))
(assert (and
(or n61 v68)
(or v2 v68)
(or n62 v69)
(or n66 v69)))
(assert (and
(or n73 v70)
(or n3 n76 v70)
(or n73 v71)
(or n4 v72)
(or n4 n76 v73)
(or n34 v74)
(or n4 n77 v74)
(or n4 n78 v75)
(or n34 n81 v75)
(or n60 v76)
(or n68 v77)
(or n60 n79 v77)
(or n69 v78)
(or n60 n80 v78)
(or n68 n81 v78)
(or v2 v79)
(or n67 v80)
(or v2 n81 v80)
(or n63 v81)))
(assert (and
(or n15 v82)
(or n12 v82)))
(assert (and
(or n70 v83)
(or n71 v83)
(or n73 v83)))
(assert (and
v13
(or n82 n16)))
(assert (and
(or n30 n72)
(or n5 n83)
(or n32 n74)
(or n10 n75)))
(check-sat)
