; The installer for Windows: for one user, without an administrator, over any older version, in Chinese.
;   makensis -DVERSION=1.2.3 -DSTAGED=folder -DOUT=setup.exe [-DFILES=list.nsh] gouji.nsi
;   (packaging/windows/build.ps1 and make.py call it)
;   setup.exe /S [/D=folder]          silent; a running program is an error (exit code 2), not a question
;   uninstall.exe /S                  silent; what the user wrote stays. It returns at once and goes on as a copy of itself;
;   uninstall.exe /S _?=FOLDER        … does it itself and returns its exit code; FOLDER (last, no quotes) is where the
;                                     program is; uninstall.exe, which is running, and the folder stay

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!define NAME "勾稽"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
!define PROGID "Gouji.Report"
!define PARCEL "Gouji.Parcel" ; .gouji, which no other program writes
!define DATA "$LOCALAPPDATA\gouji"
!define OLDEST_BUILD 17763 ; Windows 10 1809, the oldest that Qt runs on

Name "${NAME} ${VERSION}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Gouji"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "The Gouji authors"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${STAGED}\gouji.ico"
!define MUI_UNICON "${STAGED}\gouji.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${__FILEDIR__}/side.bmp" ; drawn by tools/make_icons.py
!define MUI_FINISHPAGE_RUN "$INSTDIR\gouji.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开勾稽"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Windows keeps the file of a running program from being written to.
!macro RefuseWhileRunning UN
Function ${UN}RefuseWhileRunning
  again:
  ${IfNot} ${FileExists} "$INSTDIR\gouji.exe"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "$INSTDIR\gouji.exe" a
  ${IfNot} ${Errors}
    FileClose $0
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "勾稽正在运行。录入的内容都已保存，请关闭它的窗口，再点“重试”。" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Abort "勾稽正在运行，没有改动任何文件。"
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "勾稽需要64位的 Windows 10（1809版）或更新的系统。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  SetRegView 64
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

; The files of another version do not stay between those of this one. The folder of the program is its own:
; only what an installer put there goes, by name.
!macro RemoveProgram
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\gouji.exe"
  Delete "$INSTDIR\gouji-cli.exe"
  Delete "$INSTDIR\gouji.ico"
  Delete "$INSTDIR\uninstall.exe"
!macroend

Section "勾稽" PROGRAM
  Call RefuseWhileRunning
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
!ifdef FILES ; written by packaging/windows/make.py: the files one by one, in an order that is the same everywhere
  !include "${FILES}"
!else
  File /r "${STAGED}\*"
!endif
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\gouji.exe"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\gouji.exe"

  ; Double click keeps what it did: .json belongs to other programs, too. 勾稽 is offered under “打开方式”.
  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "勾稽年报文件"
  WriteRegStr HKCU "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\gouji.exe,0"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'
  WriteRegNone HKCU "Software\Classes\.json\OpenWithProgids" "${PROGID}"
  WriteRegStr HKCU "Software\Classes\${PARCEL}" "" "勾稽传送文件"
  WriteRegStr HKCU "Software\Classes\${PARCEL}\DefaultIcon" "" "$INSTDIR\gouji.exe,0"
  WriteRegStr HKCU "Software\Classes\${PARCEL}\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.gouji" "" "${PARCEL}"
  WriteRegStr HKCU "Software\Classes\Applications\gouji.exe" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "Software\Classes\Applications\gouji.exe\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\gouji.exe\SupportedTypes" ".json" ""
  WriteRegStr HKCU "Software\Classes\Applications\gouji.exe\SupportedTypes" ".gouji" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\gouji.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Gouji authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SectionGetSize ${PROGRAM} $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  !insertmacro RemoveProgram
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegKey HKCU "Software\Classes\${PARCEL}"
  DeleteRegKey HKCU "Software\Classes\.gouji"
  DeleteRegValue HKCU "Software\Classes\.json\OpenWithProgids" "${PROGID}"
  DeleteRegKey HKCU "Software\Classes\Applications\gouji.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${If} ${FileExists} "${DATA}\library.db"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "报告库和备份还在“${DATA}”。要把所有年报也一起删除吗？$\n$\n删除后不能恢复；拿不准请选“否”。" /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
  ${EndIf}
SectionEnd
